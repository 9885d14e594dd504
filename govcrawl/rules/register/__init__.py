"""Register rules, one defect a file."""
