"""Benchmarks: ratios side by side in one run, scores on corpora."""
