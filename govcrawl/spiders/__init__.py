"""The jobs, one a file: they fetch and follow, and never read dates or judge."""
