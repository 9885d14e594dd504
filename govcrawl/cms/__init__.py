"""How pages are read: one vendor a file, the generic reader last."""
