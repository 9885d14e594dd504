"""Account rules, one defect a file."""
