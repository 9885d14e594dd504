"""Column classes (栏目类别): names, cadence and their sources."""
