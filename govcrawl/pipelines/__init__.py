"""From page items to facts and into the store."""
