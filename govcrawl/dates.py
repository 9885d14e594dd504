"""Dates as they are printed: every form, never a guess."""
