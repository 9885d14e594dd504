"""Audit of a published notice: sums, rates and lists that do not fit, read from its text alone.

    ✗  does not fit: a sum, a rate under either way of rounding, a list against its count, two ways of rounding
    ?  cannot be tested: a rate whose objects are not told, with the totals that it implies
    ※  worth a look: damaged text, one thing under two words, a figure that is left out

Source: fact sheet 4.1 (marks), 7.1 to 7.6.
"""

from collections.abc import Iterator

from analysis.audit.figures import figures_of
from analysis.audit.mark import Mark, Remark
from analysis.audit.notice import Notice, read_notice
from analysis.audit.rates import rates_that_do_not_fit
from analysis.audit.sums import sums_that_do_not_fit
from analysis.audit.tables import lists_that_do_not_fit
from analysis.audit.words import words_worth_a_look

__all__ = ["Mark", "Notice", "Remark", "audit", "read_notice"]


def audit(text: str) -> list[Remark]:
    """Return what does not fit, cannot be tested or is worth a look in a notice, in the order of its lines."""
    return sorted(_remarks(read_notice(text)), key=lambda remark: (remark.line, remark.text))


def _remarks(notice: Notice) -> Iterator[Remark]:
    figures = figures_of(notice)
    yield from rates_that_do_not_fit(notice, figures)
    yield from sums_that_do_not_fit(notice)
    yield from lists_that_do_not_fit(notice, figures)
    yield from words_worth_a_look(notice, figures)
