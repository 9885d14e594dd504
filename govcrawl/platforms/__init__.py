"""How account mirrors are read: one platform a file."""
