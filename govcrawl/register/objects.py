"""Rows of the register's tables turned into nouns: objects, columns, reviews, waivers, past faults."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from govcrawl.model.finding import Verdict
from govcrawl.model.past_fault import PastFault
from govcrawl.model.platform_names import SPELLINGS, canonical
from govcrawl.model.review import Review
from govcrawl.model.target import (
    MUNICIPAL,
    Account,
    AccountStatus,
    RegisteredColumn,
    Render,
    Site,
    SiteKind,
    SiteStatus,
    Target,
)
from govcrawl.model.waiver import Waiver
from govcrawl.register import spellings
from govcrawl.register.cells import Row, folded, narrow, quoted, suggestion, trimmed
from govcrawl.register.city import CODE, City

SITE_CODE = re.compile(r"\d{10}|bm\d{8}")  # 指引, fact sheet 3.1
ACCOUNT_ID = re.compile(r"[^/?#]+")
COLUMN_CLASS = re.compile(r"[a-z][a-z_]*")

References = Mapping[str, list[Target]]


def site(row: Row, city: City | None) -> Site:
    """Return the site of a row; a cell with a fault leaves its default, the register is refused anyhow."""
    return Site(
        name=row.text("name", required=True),
        url=row.url("url", required=True),
        kind=row.choice("kind", spellings.KINDS, SiteKind.PORTAL, required=True),
        county=_county(row, city),
        site_code=row.code(
            "site_code", SITE_CODE, "write ten digits, or bm and eight digits; leave it empty where there is none"
        ),
        sponsor=row.text("sponsor"),
        render=row.choice("render", spellings.RENDERS, Render.AUTO),
        services=row.flag("services", True),
        status=row.choice("status", spellings.SITE_STATUSES, SiteStatus.OPERATING),
        note=row.text("note"),
    )


def account(row: Row, city: City | None) -> Account:
    """Return the account of a row; to the mirrors of its own come those that the city names for its platform."""
    mirrors = row.urls("mirror")
    found = Account(
        platform=platform(row),
        name=row.text("name", required=True),
        county=_county(row, city),
        account_id=row.code("account_id", ACCOUNT_ID, "write the id alone, not its address"),
        sponsor=row.text("sponsor"),
        url=row.url("url"),
        mirror=mirrors[0] if mirrors else "",
        more_mirrors=mirrors[1:],
        status=row.choice("status", spellings.ACCOUNT_STATUSES, AccountStatus.OPERATING),
        registered=row.flag("registered", True),
        note=row.text("note"),
    )
    return replace(found, more_mirrors=(*mirrors[1:], *city.mirrors_of(found))) if city else found


def column(row: Row, sites: References | None) -> RegisteredColumn:
    """Return the column of a row; its site is named by the code, or by the name where it has no code."""
    owner = referred(row, "site", sites)
    return RegisteredColumn(
        site=owner.site_code or owner.name if isinstance(owner, Site) else row.text("site"),
        name=row.text("column", required=True),
        url=row.url("url", required=True),
        column_class=row.code("class", COLUMN_CLASS, "write a column class, such as dynamic, notice or policy"),
        level=row.whole("level", 0, 1, 9) or 0,
        cadence_days=row.whole("cadence_days", None, 1, 3660),
        excluded=row.flag("excluded", False),
    )


def review(row: Row, targets: References | None) -> Review:
    """Return the review of a row; its target is named by id, code, address, name, or platform/name."""
    target = referred(row, "target", targets)
    code = row.code("code", CODE, "write the code of an indicator, such as V1e or N3a", required=True)
    if target and code[:1] in "VN" and (code[:1] == "N") != isinstance(target, Account):
        row.fault("code", f"is {code}, no indicator for {target.name}", "V is for websites, N for accounts")
    verdict = row.choice("verdict", spellings.VERDICTS, Verdict.NEEDS_REVIEW, required=True)
    points = row.points("points")
    if points and code[:1] in "ABCDPL" and (points > 0) != (code[:1] == "P" or verdict is Verdict.PASS):
        row.fault("points", f"is {points} for {code} {verdict}", "deductions are below 0, bonuses above 0")
    return Review(
        target_id=target.id if target else "",
        code=code,
        verdict=verdict,
        reason=row.text("reason", required=verdict is Verdict.FAIL),
        reviewer=row.text("reviewer", required=True),
        day=row.day("date"),
        evidence=row.text("evidence"),
        points=points,
        candidate=row.text("candidate"),
        period=row.text("period"),
    )


def waiver(row: Row, targets: References | None) -> Waiver:
    """Return the waiver of a row."""
    target = referred(row, "target", targets)
    granted, expires = row.day("granted"), row.day("expires")
    if date.min not in (granted, expires) and expires < granted:
        row.fault("expires", f"is {expires}, before it was granted on {granted}", "mend one of the two days")
    return Waiver(
        target_id=target.id if target else "",
        code=row.code("code", CODE, "write the code of an indicator, such as V4 or N2a", required=True),
        reason=row.text("reason", required=True),
        approver=row.text("approver", required=True),
        granted=granted,
        expires=expires,
    )


def past_fault(row: Row, targets: References | None) -> PastFault:
    """Return the fault of a row; an object that the register has no more keeps its name, one of several is a fault."""
    name = row.text("target", required=True)
    found = called(name, targets) if targets else []
    target = referred(row, "target", targets) if len(found) > 1 else next(iter(found), None)
    return PastFault(
        period=row.text("period", required=True),
        target_id=target.id if target else "",
        name=target.name if target else name,
        code=row.code("code", CODE, "write the code of an indicator, such as V4 or N2a", required=True),
        reason=row.text("reason", required=True),
        source=row.text("source"),
    )


def references(targets: Iterable[Target]) -> dict[str, list[Target]]:
    """Return the targets by everything that they may be called: id, code, address, name, platform/name."""
    named: dict[str, list[Target]] = {}
    for target in targets:
        if isinstance(target, Site):
            names = {target.id, target.site_code, address(target.url), target.name}
        else:
            names = {target.id, target.account_id, target.name, f"{target.platform}/{target.name}"}
        for name in map(folded, names - {""}):
            if all(other.id != target.id for other in named.setdefault(name, [])):  # one twice is told elsewhere
                named[name].append(target)
    return named


def called(name: str, named: References) -> list[Target]:
    """Return the targets that a name stands for; the platform of `platform/name` may be spelled in any way."""
    platform, slash, rest = name.partition("/")
    forms = (name, address(name), f"{canonical(platform)}/{trimmed(rest)}" if slash else name)
    return next((named[folded(form)] for form in forms if folded(form) in named), [])


def address(url: str) -> str:
    """Return the form in which addresses are compared: scheme, default port, `/` at the end make no difference."""
    try:
        parts = urlsplit(narrow(url))
        port = parts.port
    except ValueError:
        return url
    host = f"{(parts.hostname or '').rstrip('.')}{'' if port in (None, 80, 443) else f':{port}'}"
    return parts._replace(scheme="", netloc=host, path=parts.path.rstrip("/")).geturl().removeprefix("//")


def _county(row: Row, city: City | None) -> str:
    """Return the county as the city names it. A province, city or longer name before it is left out."""
    text = row.text("county", required=True)
    if not text or city is None:
        return text
    place = folded(text)
    if place in spellings.MUNICIPAL_SPELLINGS or place.endswith(folded(city.name)):
        return MUNICIPAL
    names = {folded(county): county for county in city.counties} | {folded(a): c for a, c in city.aliases.items()}
    for name in sorted(names, key=len, reverse=True):
        if place == name or place.endswith(folded(city.name) + name):
            return names[name]
    row.fault("county", f"is {quoted(text)}", suggestion(text, [MUNICIPAL, *city.counties]))
    return text


def platform(row: Row) -> str:
    """Return the canonical name of the platform that a row spells."""
    text = row.text("platform", required=True)
    name = canonical(text)
    if text and not name:
        row.fault("platform", f"is {quoted(text)}", suggestion(text, list(SPELLINGS)))
    return name or text


def referred(row: Row, field: str, named: References | None) -> Target | None:
    """Return the one target that a cell names; None after a fault, or where the tables cannot be trusted."""
    text = row.text(field, required=True)
    if not text or named is None:
        return None
    found = called(text, named)
    if not found:
        row.fault(field, f"{quoted(text)} is not in the register", "write its name or code as in sites and accounts")
    elif len(found) > 1:
        row.fault(
            field, f"{quoted(text)} names {len(found)} objects", f"write one of: {', '.join(t.id for t in found)}"
        )
    return found[0] if len(found) == 1 else None
