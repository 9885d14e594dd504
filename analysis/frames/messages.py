"""Messages (留言) of the period: what each unit received, answered, and let run past its term."""

from datetime import date

import pandas as pd

from analysis.figures import Figure
from analysis.judgement import Judgement
from analysis.passrates import percent
from analysis.rate_table import TOTAL
from analysis.titles import county_title
from govcrawl.model.fact import MessageSeen
from govcrawl.model.letter import LetterStatus
from govcrawl.model.target import MUNICIPAL, Site, SiteKind
from govcrawl.workdays import workdays_after

COUNTS = {
    "received": "收到",
    "answered": "已答复",
    "overdue": "超期未回复",
    "late": "超期答复",
}


def messages(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each valid message asked within the period up to the moment of inspection (TS9).

    Of a site whose office exported its messages (messages.csv) the export alone counts: it holds all of them. A
    message is overdue where the working days that the city gives went by without an answer, late where it came after.
    """
    sources = judgement.sources
    term = sources.register.city.report.answer_workdays
    imported: dict[str, list[MessageSeen]] = {}
    for message in sources.register.messages:
        imported.setdefault(message.target_id, []).append(message)
    rows = []
    for site in sources.register.sites:
        crawled = [fact for fact in judgement.facts.get(site.id, ()) if isinstance(fact, MessageSeen)]
        for message in imported.get(site.id) or sorted(set(crawled), key=lambda it: (str(it.asked), it.url)):
            asked = message.asked
            if not message.valid or asked is None or not sources.period.start <= asked <= sources.as_of:
                continue
            replied = message.replied if message.replied and message.replied <= sources.as_of else None
            answered = bool(replied) or message.status is LetterStatus.REPLIED
            rows.append((site.id, unit(site, judgement), asked, replied, answered, message.subject, message.source))
    found = pd.DataFrame(
        rows, columns=["target_id", "unit", "asked", "replied", "answered", "subject", "source"], dtype=object
    )
    due = [_past(asked, sources.as_of, term) for asked in found["asked"]]
    late = [bool(it) and _past(asked, it, term) for asked, it in zip(found["asked"], found["replied"], strict=True)]
    return found.assign(overdue=[past and not it for past, it in zip(due, found["answered"], strict=True)], late=late)


def unit(site: Site, judgement: Judgement) -> str:
    """Return how a notice calls the unit behind a site: 市政府, a county, 市公安局."""
    if site.county != MUNICIPAL:
        return county_title(site.county)
    if site.kind is SiteKind.PORTAL:
        return f"{judgement.sources.register.city.name[-1]}政府"
    return site.name.removesuffix("信息公开专栏")


def messages_by_unit(judgement: Judgement) -> pd.DataFrame:
    """Return the figures of the units that received messages, those of the city first, the total last."""
    found = messages(judgement)
    settings = judgement.sources.register.city.report.table("messages")
    order = {county_title(county): place for place, county in enumerate(judgement.sources.register.city.counties, 1)}
    units = sorted(dict.fromkeys(found["unit"]), key=lambda name: order.get(name, 0))
    rows = {}
    for name in [*units, TOTAL] if units else []:
        own = found if name == TOTAL else found[found["unit"] == name]
        about = "" if name == TOTAL else f"，{name}"
        counts = [len(own), *(int(own[field].sum()) for field in ("answered", "overdue", "late"))]
        figures = [Figure(it, f"# 留言：{said}{about}") for it, said in zip(counts, COUNTS.values(), strict=True)]
        rate = percent(counts[1], counts[0], settings)
        cut = f"{settings.rounding} {settings.decimals}"
        rows[name] = [
            *figures,
            Figure(rate, f"# 留言：已答复{about}", counts[1], counts[0], f"# 留言：收到{about}", cut),
        ]
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*COUNTS, "rate"], dtype=object)


def _past(asked: date, day: date, workdays: int) -> bool:
    return workdays_after(asked, workdays) < day
