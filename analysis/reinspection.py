"""Re-inspection (复查): what became of the faults that earlier periods named, one by one, and of the register.

Every function takes a Judgement and returns a frame with the same fields whether it has rows or not:

`past_faults_now`   a row for each fault of the last period: target_id (empty: no such object any more), target, group
                    (site or account), kind, county, platform, sponsor, code, title, period, named (what was printed),
                    state (a State), reason (of the finding now, or why there is none), times (periods of the last k
                    that named this object, this one included where the fault still stands)
`past_objects_now`  a row for each object of the last period: target_id ... sponsor, faults, state (of its old faults
                    taken together), now (its outcome today; empty where it has none), times
`recheck_counts`    a row for each kind and group (`site`, `account`): named, and how many objects of each State
`repeated`          a row for each object that fails now and was named in one of the last k - 1 periods: target_id ...
                    sponsor, times, periods, codes (all that were named), again (those that fail again)
`register_changes`  TS15, a row for each change: change (a Change), target_id ... sponsor, before, after
`waivers`           a row for each waiver: target_id ... sponsor, code, title, reason, approver, granted, expires,
                    in_force

Source: fact sheet 4.3 (recheck wording), 4.4 TS8 and TS15, 7.2 and 7.5 (1 + 3 + 4 mended; 3 of 40 still failing).
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import pandas as pd

from analysis.judgement import Judgement
from analysis.past import Past
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.past_fault import PastFault
from govcrawl.model.target import Account, Target
from govcrawl.rules.indicators import item_of
from govcrawl.rules.reviewed import WORDS
from govcrawl.rules.wording import title

PERIODS = 4  # a year of quarters: how far back repeated faults are counted unless told otherwise


class State(StrEnum):
    """What became of a fault, the gravest first. Unknown is neither mended nor failing."""

    STILL_FAILING = "still_failing"
    NOT_OBSERVED = "not_observed"
    REMOVED = "removed"  # the register has no such object any more, and nobody told that it was closed
    CLOSED = "closed"
    RECTIFIED = "rectified"


class Change(StrEnum):
    """What became of an entry of the register since the last period."""

    ADDED = "added"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"
    REMOVED = "removed"
    UNREGISTERED = "unregistered"  # in operation and not reported (R1)
    NOT_CLOSED = "not_closed"  # its closing is not done: account or domain still there (R2, R4)


WORDS_OF_STATE = {
    State.STILL_FAILING: "仍不合格",
    State.NOT_OBSERVED: "未能复查",
    State.REMOVED: "台账已无此对象",
    State.CLOSED: "已关停",
    State.RECTIFIED: "已整改",
}
WORDS_OF_CHANGE = {
    Change.ADDED: "新增",
    Change.CHANGED: "变更",
    Change.CLOSED: "关停注销",
    Change.REOPENED: "恢复运行",
    Change.REMOVED: "移出台账",
    Change.UNREGISTERED: "未备案",
    Change.NOT_CLOSED: "应注销未注销",
}
OBJECT = ["target_id", "target", "group", "kind", "county", "platform", "sponsor"]
_NOT_CLOSED = ("R2", "R4")
_COMPARED = ("name", "url", "kind", "county", "sponsor", "site_code", "account_id", "mirror")


def past_faults_now(judgement: Judgement, periods: int = PERIODS) -> pd.DataFrame:
    """Return what became of each fault of the last period; `periods` bounds the count of `times`."""
    past = judgement.past
    last = past.periods[-1] if past.periods else ""
    rows = []
    for fault in past.faults:
        if fault.period == last:
            state, reason = _state(judgement, fault)
            times = len(_periods_named(past, fault, periods)) + (state is State.STILL_FAILING)
            named = (fault.code, title(fault.code), fault.period, fault.reason)
            rows.append((*_about(judgement, fault), *named, state, reason, times))
    return pd.DataFrame(rows, columns=[*OBJECT, "code", "title", "period", "named", "state", "reason", "times"])


def past_objects_now(judgement: Judgement, periods: int = PERIODS) -> pd.DataFrame:
    """Return what became of each object of the last period: the gravest state of its faults, and its outcome now."""
    faults = past_faults_now(judgement, periods)
    outcomes = {outcome.target_id: outcome.verdict for outcome in judgement.outcomes}
    rows = []
    for (target_id, _), own in faults.groupby(["target_id", "target"], sort=False):
        state = min(own["state"], key=list(State).index)
        first = own.iloc[0]
        now = outcomes.get(str(target_id), "")
        rows.append((*first[OBJECT], "；".join(dict.fromkeys(own["named"])), state, now, int(own["times"].max())))
    return pd.DataFrame(rows, columns=[*OBJECT, "faults", "state", "now", "times"])


def recheck_counts(judgement: Judgement) -> pd.DataFrame:
    """Return how many objects of the last period are in which state, by kind and, in all, by group."""
    objects = past_objects_now(judgement)
    states = [state.value for state in State]
    counts = [
        pd.crosstab(objects[field], objects["state"]).reindex(columns=states, fill_value=0)
        for field in ("group", "kind")
        if len(objects)
    ]
    table = pd.concat(counts) if counts else pd.DataFrame(columns=states, dtype=int)
    table = table[~table.index.duplicated()]  # an account's kind is its group
    table.insert(0, "named", table.sum(axis=1).astype(int))
    table.index.name, table.columns.name = "kind", None
    return table


def repeated(judgement: Judgement, periods: int = PERIODS) -> pd.DataFrame:
    """Return the objects that fail now and were named in one of the `periods` - 1 periods before this one."""
    recent = _recent(judgement.past, periods)
    named_as: dict[str, list[PastFault]] = {}
    for fault in judgement.past.faults:
        if fault.period in recent:
            named_as.setdefault(fault.target_id, []).append(fault)
    rows = []
    for outcome in judgement.outcomes:
        own = named_as.get(outcome.target_id, [])
        if own and outcome.failed:
            named = list(dict.fromkeys(fault.period for fault in own))
            codes = list(dict.fromkeys(fault.code for fault in own))
            again = [code for code in outcome.failed if _same(code, codes)]
            target = judgement.targets[outcome.target_id]
            rows.append((*_fields(target), len(named) + 1, "、".join(named), "、".join(codes), "、".join(again)))
    frame = pd.DataFrame(rows, columns=[*OBJECT, "times", "periods", "codes", "again"])
    return frame.sort_values("times", ascending=False, kind="stable", ignore_index=True)


def register_changes(judgement: Judgement) -> pd.DataFrame:
    """Return what changed in the register since the last period that was judged here, and what it leaves open now.

    An object whose code or address changed keeps its name and kind: it is one change, not a removal and an addition.
    Where the last period's register is not known only what is open now is told.
    """
    rows: list[tuple[object, ...]] = []
    now = judgement.targets
    if judgement.past.targets is not None:
        then = {target.id: target for target in judgement.past.targets}
        gone = {target.id: target for target in then.values() if target.id not in now}
        called = {_called(target): target.id for target in gone.values()}
        for target in now.values():
            if earlier := then.get(target.id) or gone.pop(called.pop(_called(target), ""), None):
                rows += _changed(earlier, target)
            else:
                rows.append((Change.ADDED, *_fields(target), "", target.status.value))
        rows += [(Change.REMOVED, *_fields(target), target.status.value, "") for target in gone.values()]
    for target_id, findings in judgement.findings_of.items():
        for finding in findings:
            if finding.verdict is Verdict.FAIL and finding.code in ("R1", *_NOT_CLOSED):
                change = Change.UNREGISTERED if finding.code == "R1" else Change.NOT_CLOSED
                rows.append((change, *_fields(now[target_id]), "", finding.reason))
    order = list(Change)
    rows.sort(key=lambda row: order.index(row[0]))  # type: ignore[arg-type]
    return pd.DataFrame(rows, columns=["change", *OBJECT, "before", "after"])


def waivers(judgement: Judgement) -> pd.DataFrame:
    """Return the waivers of the register and whether they hold as of the moment that is judged."""
    as_of, targets = judgement.sources.as_of, judgement.targets
    rows = [
        (
            *_fields(targets[it.target_id]),
            it.code,
            title(it.code),
            it.reason,
            it.approver,
            it.granted,
            it.expires,
            it.in_force(as_of),
        )
        for it in judgement.sources.register.waivers
    ]
    granted = ["code", "title", "reason", "approver", "granted", "expires", "in_force"]
    return pd.DataFrame(rows, columns=[*OBJECT, *granted])


def _state(judgement: Judgement, fault: PastFault) -> tuple[State, str]:
    """Return what became of a fault and the reason. Its own code tells; else the item that it is a line of."""
    target = judgement.targets.get(fault.target_id)
    if target is None:
        return State.REMOVED, "台账中已无此对象"
    by_code = {finding.code: finding for finding in judgement.findings_of[target.id]}
    finding = by_code.get(fault.code) or by_code.get(item_of(fault.code)) or _worst_line(fault.code, by_code.values())
    match finding:
        case Finding(verdict=Verdict.FAIL):
            return State.STILL_FAILING, finding.reason
        case Finding(verdict=Verdict.PASS):
            return State.RECTIFIED, finding.reason
    if not target.operating:
        return State.CLOSED, f"台账状态：{target.status.value}"
    if finding is None:
        return State.NOT_OBSERVED, "本期无该项结论"
    return State.NOT_OBSERVED, f"{WORDS[finding.verdict]}：{finding.reason}"


def _worst_line(code: str, findings: Iterable[Finding]) -> Finding | None:
    """Return, of an item that was named as a whole (V4), the finding on its lines that decides it."""
    lines = [finding for finding in findings if item_of(finding.code) == code]
    order = [Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED, Verdict.NOT_APPLICABLE, Verdict.PASS]
    return min(lines, key=lambda it: order.index(it.verdict), default=None)


def _same(code: str, named: Sequence[str]) -> bool:
    return code in named or item_of(code) in map(item_of, named)


def _recent(past: Past, periods: int) -> tuple[str, ...]:
    return past.periods[-(periods - 1) :] if periods > 1 else ()


def _periods_named(past: Past, fault: PastFault, periods: int) -> set[str]:
    recent, called = _recent(past, periods), (fault.target_id, fault.name)
    return {it.period for it in past.faults if it.period in recent and (it.target_id, it.name) == called}


def _about(judgement: Judgement, fault: PastFault) -> tuple[object, ...]:
    """Return what is known of the object of a fault; of one that no register has its name, and its group."""
    if target := judgement.targets.get(fault.target_id):
        return _fields(target)
    lost = {target.id: target for target in judgement.past.targets or ()}
    if target := lost.get(fault.target_id):
        return _fields(target)
    group = "account" if fault.code[:1] == "N" or fault.code in ("R1", "R2", "R3", "R5") else "site"
    return fault.target_id, fault.name, group, group, "", "", ""


def _fields(target: Target) -> tuple[object, ...]:
    platform = target.platform if isinstance(target, Account) else ""
    return target.id, target.name, target.group, str(target.kind), target.county, platform, target.sponsor


def _called(target: Target) -> tuple[str, str, str]:
    return str(target.kind), target.platform if isinstance(target, Account) else "", target.name


def _changed(earlier: Target, target: Target) -> Iterable[tuple[object, ...]]:
    if earlier.operating != target.operating:
        change = Change.REOPENED if target.operating else Change.CLOSED
        yield change, *_fields(target), earlier.status.value, target.status.value
    for field in _COMPARED:
        was, is_now = str(getattr(earlier, field, "")), str(getattr(target, field, ""))
        if was != is_now:
            yield Change.CHANGED, *_fields(target), f"{field}: {was}", f"{field}: {is_now}"
