"""Errors that a user can do something about.

GovcrawlError      the user reads `where: what is; what to do` and the program ends with status 2
"""


class GovcrawlError(Exception):
    """Wrong use or wrong input; the text is one line a fault, each `where: what is; what to do`."""
