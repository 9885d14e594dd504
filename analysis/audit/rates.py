"""Printed percentages against counts, under both ways of rounding."""

from collections.abc import Iterator
from decimal import Decimal

from analysis.audit.figures import KINDS_OF_SITE, WORDS, Figures, Rate
from analysis.audit.mark import Mark, Remark
from analysis.audit.notice import Notice
from analysis.passrates import percent
from govcrawl.register import Rounding, TableSettings

_LARGEST_IMPLIED = 10_000  # objects: a province has fewer websites and accounts than this

_SHOWN = 6  # implied totals that are told
_MODES = {Rounding.HALF_UP: "四舍五入", Rounding.TRUNCATE: "截尾"}


def rates_that_do_not_fit(notice: Notice, figures: Figures) -> Iterator[Remark]:
    """Yield rates that fit their counts in no way of rounding, two ways in one notice, and rates that tell no count."""
    modes: dict[Rounding, list[Rate]] = {}
    for rate in figures.rates:
        whole, parts = _counts(notice, figures, rate)
        told = f"{WORDS[rate.subject]}{rate.words}"
        if whole is None:
            yield Remark(Mark.UNTESTED, rate.line, f"{told}：未列对象总数，无法核算{_implied(figures, rate)}")
            continue
        fitting = [part for part in parts if modes_of(part, whole, rate.printed)]
        if not fitting:
            sure = f"{parts[0]}/{whole}={100 * parts[0] / whole:.4f}%"
            text = f"{told}：{sure if len(parts) == 1 else f'{whole}个对象中没有一个数能得出该值'}"
            yield Remark(Mark.FAULT, rate.line, text)
            continue
        only = modes_of(fitting[0], whole, rate.printed)
        if len(only) == 1:
            modes.setdefault(only[0], []).append(rate)
    if len(modes) == 2:
        cut, rounded = modes[Rounding.TRUNCATE][0], modes[Rounding.HALF_UP][0]
        text = f"{cut.words}为截尾，{rounded.words}为四舍五入：同一通报用了两种取舍"
        yield Remark(Mark.FAULT, min(cut.line, rounded.line), text)
    yield from _left_out(notice, figures)


def modes_of(part: int, whole: int, printed: Decimal) -> list[Rounding]:
    """Return the ways of rounding under which part / whole is printed so."""
    decimals = max(0, -int(printed.as_tuple().exponent))
    return [mode for mode in Rounding if percent(part, whole, TableSettings(decimals, mode)) == printed]


def failing_of(notice: Notice, figures: Figures, subject: str) -> int | None:
    """Return how many of a subject failed: as the body counts them, else as many as its attachment lists."""
    if subject in figures.failing:
        return figures.failing[subject]
    if subject in figures.totals and subject in figures.passing:
        return figures.totals[subject] - figures.passing[subject]
    lists = [table for table in notice.tables if table.group == subject and "问题" in table.header and not table.total]
    return len(lists[0].body) if lists else None


def _counts(notice: Notice, figures: Figures, rate: Rate) -> tuple[int | None, list[int]]:
    """Return the whole of a rate and what its part may be: the one that is told, else any whole number."""
    whole = figures.totals.get(rate.subject)
    if whole is None:
        return None, []
    failing = failing_of(notice, figures, rate.subject)
    if rate.part is not None:
        return whole, [rate.part]
    if failing is not None:
        return whole, [failing if rate.failing else whole - failing]
    return whole, list(range(whole, -1, -1))


def _implied(figures: Figures, rate: Rate) -> str:
    """Return the totals that a rate and the number of failing objects leave possible."""
    failing = figures.failing.get(rate.subject)
    if not failing:
        return ""
    told = [
        f"{whole}（{'或'.join(_MODES[mode] for mode in modes)}）"
        for whole in range(failing, _LARGEST_IMPLIED)
        if (modes := modes_of(failing if rate.failing else whole - failing, whole, rate.printed))
    ]
    if not told:
        return f"；不合格{failing}个时没有对象总数能得出该值"
    return f"；不合格{failing}个时对象总数只能是{'、'.join(told[:_SHOWN])}" + ("等" if len(told) > _SHOWN else "")


def _left_out(notice: Notice, figures: Figures) -> Iterator[Remark]:
    """Yield the rate of the one kind of website that is counted and whose rate is not printed beside the others'."""
    printed = {rate.subject: rate for rate in figures.rates}
    kinds = [kind for kind in KINDS_OF_SITE if kind in figures.totals]
    silent = [kind for kind in kinds if kind not in printed]
    failing = failing_of(notice, figures, "site")
    if len(silent) != 1 or len(kinds) < 2 or failing is None or "site" not in printed:
        return
    for kind in set(kinds) - set(silent):
        whole = figures.totals[kind]
        parts = [part for part in range(whole + 1) if modes_of(part, whole, printed[kind].printed)]
        if not parts:
            return
        failing -= whole - parts[-1]
    whole = figures.totals[silent[0]]
    rate = percent(whole - failing, whole, TableSettings(1))
    text = f"{WORDS[silent[0]]}{whole}个的合格率未印出（按名单推算{whole - failing}/{whole}={rate}%）"
    yield Remark(Mark.LOOK, printed["site"].line, text)
