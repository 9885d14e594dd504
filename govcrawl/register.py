"""The register (台账): city.toml, sites, accounts and columns, read whole or refused whole."""
