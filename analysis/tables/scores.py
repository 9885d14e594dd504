"""检查得分: the score of every object that was scored, as a range where items are open (TS11)."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from analysis.table import Cell, Table
from analysis.titles import LINES, county_title
from govcrawl.model.score import Sampling, Score
from govcrawl.model.target import Target
from govcrawl.rules.scale import Scoring

NAME = "检查得分"
HEADERS = (
    "序号", "对象", "类别", "地区", "基础分", "加分", "总分", "名次", "分数段", "已判定扣分", "未能判定项", "未抽查项",
)  # fmt: skip
RANGE = "得分为区间的，最低分按未能判定和未抽查的项目扣满、加分不得分计算，最高分按其不扣分、加分得满计算。"
SAMPLED_ONLY = "得分为区间的，最低分按未能判定的项目扣满计算，最高分按其不扣分计算；未抽查的项目不计入。"


def scores(
    scored: Iterable[tuple[Target, Score]], scoring: Scoring, ranks: Mapping[str, tuple[int | None, str]]
) -> Table:
    """Return a row an object, in the order given; `ranks` are rank and band by target id."""
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            target.name,
            LINES["accounts" if target.group == "account" else target.kind],
            county_title(target.county),
            span(found.base_low, found.base_high),
            span(found.bonus_low, found.bonus_high),
            span(found.final_low, found.final_high),
            *ranks[target.id],
            "、".join(f"{part.item} {points(part.high)}" for part in found.parts if part.high < 0),
            _items(found, Sampling.OPEN),
            _items(found, Sampling.NOT_SAMPLED),
        )
        for number, (target, found) in enumerate(scored, start=1)
    ]
    notes = (
        "单项否决的对象不计分。" + (RANGE if scoring.unsampled_opens else SAMPLED_ONLY),
        "得分参与判定：低于及格分的为不合格。" if scoring.decides else "得分仅供参考，不参与判定。",
        scoring.source,
    )
    return Table(NAME, "检查得分", HEADERS, tuple(rows), notes)


def span(low: Decimal, high: Decimal) -> str:
    """Return 97.4, or 61.5～97.4 for a range, at most two decimals."""
    return points(low) if low == high else f"{points(low)}～{points(high)}"


def points(number: Decimal) -> str:
    """Return points as they are written: 2, -0.5, 99.73."""
    cut = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{cut.normalize():f}" if cut else "0"


def _items(found: Score, sampling: Sampling) -> str:
    return "、".join(part.item for part in found.parts if part.sampling is sampling)
