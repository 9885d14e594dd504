"""Website rules, one defect a file."""
