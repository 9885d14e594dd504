"""Messages (留言) and corrections (我为政府网站找错) of the period: received, answered, and let run past their term."""

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from analysis.figures import Figure
from analysis.judgement import Judgement
from analysis.passrates import percent
from analysis.table import TOTAL
from analysis.titles import county_title
from govcrawl.model.fact import CorrectionSeen, MessageSeen
from govcrawl.model.letter import LetterStatus
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import MUNICIPAL, Site, SiteKind
from govcrawl.workdays import WorkdayRangeError, workdays_after

COUNTS = {"received": "收到", "answered": "已答复", "overdue": "超期未回复", "late": "超期答复"}
HEADINGS = {**{name: f"{said}条数" for name, said in COUNTS.items()}, "rate": "答复率"}
CORRECTION_WORKDAYS = 3  # where a profile has no rule D5: 国办秘函〔2019〕19号, “我为政府网站找错”办理
UNTOLD = "未注明"  # the topic of a message whose row names none
_FIELDS = [
    "target_id",
    "unit",
    "month",
    "topic",
    "asked",
    "replied",
    "answered",
    "subject",
    "source",
    "overdue",
    "late",
]


def messages(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each valid message asked within the period up to the moment of inspection (TS9).

    Of a site whose office exported its messages (messages.csv) the export alone counts: it holds all of them. A
    message is `overdue` where the working days that the city gives went by without an answer, `late` where it came
    after; None where the export or the calendar does not reach that far.
    """
    term = judgement.sources.register.city.report.answer_workdays
    return _frame(judgement, _messages(judgement), term)


def corrections(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each valid message of the platform 我为政府网站找错 that the office exported (TS10)."""
    rows = (
        (site, it)
        for site in judgement.sources.register.sites
        for it in judgement.facts_of(site.id)
        if isinstance(it, CorrectionSeen)
    )
    return _frame(judgement, rows, correction_workdays(judgement))


def correction_workdays(judgement: Judgement) -> int:
    """Return within how many working days a correction is to be settled: as D5 of the profile has it."""
    rules = (rule for rule in judgement.sources.profile.rules if rule.code == "D5")
    return int(getattr(next(rules, None), "workdays", CORRECTION_WORKDAYS))


def by_unit(found: pd.DataFrame, judgement: Judgement, name: str) -> pd.DataFrame:
    """Return the figures of the units of a frame of messages, those of the city first, the total last.

    `name` is what is counted, as figures.jsonl calls it; the answer rate is cut as the table `messages` is.
    """
    order = {county_title(county): place for place, county in enumerate(judgement.sources.register.city.counties, 1)}
    units = sorted(dict.fromkeys(found["unit"]), key=lambda unit: order.get(unit, 0))
    return _counted(found, "unit", units, judgement, name)


def by_month(found: pd.DataFrame, judgement: Judgement, name: str) -> pd.DataFrame:
    """Return the same figures of the months in which messages were asked, the total last."""
    return _counted(found, "month", list(dict.fromkeys(found.sort_values("asked")["month"])), judgement, name)


def by_topic(found: pd.DataFrame, judgement: Judgement, name: str) -> pd.DataFrame:
    """Return the same figures of the topics of messages, the total last; nothing where no export names any."""
    topics = [topic for topic in dict.fromkeys(found["topic"]) if topic != UNTOLD]
    rest = [UNTOLD] if topics and (found["topic"] == UNTOLD).any() else []
    return _counted(found, "topic", [*topics, *rest], judgement, name)


def _counted(found: pd.DataFrame, field: str, groups: list[str], judgement: Judgement, name: str) -> pd.DataFrame:
    settings = judgement.sources.register.city.report.table("messages")
    rows = {}
    for one in [*groups, TOTAL] if groups else []:
        own = found if one == TOTAL else found[found[field] == one]
        about = "" if one == TOTAL else f"，{one}"
        counts = [len(own), *(sum(it is True for it in own[flag]) for flag in ("answered", "overdue", "late"))]
        figures = [Figure(it, f"# {name}：{said}{about}") for it, said in zip(counts, COUNTS.values(), strict=True)]
        rate = percent(counts[1], counts[0], settings)
        cut = f"{settings.rounding} {settings.decimals}"
        whole = f"# {name}：收到{about}"
        rows[one] = [*figures, Figure(rate, f"# {name}：已答复{about}", counts[1], counts[0], whole, cut)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*COUNTS, "rate"], dtype=object)


def unit(site: Site, judgement: Judgement) -> str:
    """Return how a notice calls the unit behind a site: 市政府, a county, 市公安局."""
    if site.county != MUNICIPAL:
        return county_title(site.county)
    if site.kind is SiteKind.PORTAL:
        return f"{judgement.sources.register.city.name[-1]}政府"
    return site.name.removesuffix("信息公开专栏")


def _messages(judgement: Judgement) -> Iterator[tuple[Site, MessageSeen]]:
    for site in judgement.sources.register.sites:
        own = [fact for fact in judgement.facts_of(site.id) if isinstance(fact, MessageSeen)]
        exported = [message for message in own if message.source != "crawl"]
        for message in exported or sorted(set(own), key=lambda it: (str(it.asked), it.url, it.subject)):
            yield site, message


def _frame(judgement: Judgement, given: Iterable[tuple[Site, MessageSeen | CorrectionSeen]], term: int) -> pd.DataFrame:
    period, as_of = judgement.sources.period, judgement.sources.as_of
    rows = []
    for site, message in given:
        asked = message.asked
        if not message.valid or asked is None or not period.start <= asked <= as_of:
            continue
        replied = message.replied if message.replied and message.replied <= as_of else None
        answered = bool(replied) or getattr(message, "status", None) is LetterStatus.REPLIED
        moment = min(as_of, message.seen_at.astimezone(CHINA_TIME).date())
        due = _due(message, term)
        flagged = getattr(message, "overdue", False)
        overdue = False if answered else flagged or _past(due, moment, unknown_until=as_of)
        late = False if not answered else flagged or bool(replied and _past(due, replied, unknown_until=replied))
        month, topic = f"{asked.year}年{asked.month}月", getattr(message, "topic", "") or UNTOLD
        about = (
            site.id,
            unit(site, judgement),
            month,
            topic,
            asked,
            replied,
            answered,
            message.subject,
            message.source,
        )
        rows.append((*about, overdue, late))
    return pd.DataFrame(rows, columns=_FIELDS, dtype=object)


def _due(message: MessageSeen | CorrectionSeen, term: int) -> date | None:
    """Return the last day of a message's term: as the office's own system has it, else by working days."""
    if own := getattr(message, "due", None):
        return own
    try:
        return workdays_after(message.asked, term) if message.asked else None
    except WorkdayRangeError:
        return None


def _past(due: date | None, moment: date, *, unknown_until: date) -> bool | None:
    """Tell whether a term was over at a moment; None where it ended between that and `unknown_until`, or is unknown."""
    if due is None:
        return None
    return True if due < moment else None if due < unknown_until else False
