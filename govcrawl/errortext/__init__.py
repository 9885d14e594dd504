"""Detectors of error text: candidates only, one detector a file (not yet built)."""
