"""Register rules, one defect a file (not yet built)."""
