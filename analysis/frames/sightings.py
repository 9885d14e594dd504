"""What was seen of links, hosts and home pages: dead links, closed domains that still resolve, connectivity."""

import pandas as pd

from analysis.judgement import Judgement
from analysis.passrates import percent
from analysis.titles import county_title
from govcrawl.model.fact import DomainSeen, LinkChecked, LinkScope, LinkState, ProbeSeen, Reached
from govcrawl.model.target import Site
from govcrawl.register import TableSettings
from govcrawl.rules.reasons import told

_SCOPES = {LinkScope.HOME: "首页", LinkScope.SECOND: "二级页面", LinkScope.OTHER: "其他页面"}
_KINDS = {"page": "页面", "image": "图片", "attachment": "附件"}
_REACHED = {Reached.YES: "是", Reached.NO: "否", Reached.UNKNOWN: "未能确认"}


def dead_links(judgement: Judgement) -> pd.DataFrame:
    """Return the links that were found dead, a row each."""
    rows = [
        (
            site.name,
            county_title(site.county),
            fact.url,
            fact.anchor,
            fact.page,
            _SCOPES[fact.scope],
            _KINDS.get(fact.kind, fact.kind),
            "站内" if fact.internal else "站外",
            told(fact.reason),
            fact.pages,
        )
        for site in judgement.sources.register.sites
        for fact in judgement.facts_of(site.id)
        if isinstance(fact, LinkChecked) and fact.state is LinkState.DEAD
    ]
    fields = ["name", "county", "url", "anchor", "page", "scope", "kind", "internal", "status", "pages"]
    return pd.DataFrame(rows, columns=fields)


def closed_domains(judgement: Judgement) -> pd.DataFrame:
    """Return the sites out of operation with what became of their domain (TS16)."""
    rows = []
    for site in judgement.sources.register.sites:
        if site.operating:
            continue
        seen = next((it for it in judgement.facts_of(site.id) if isinstance(it, DomainSeen)), None)
        host = seen.host if seen else site.url.split("/")[2]
        addresses = "、".join((*seen.ipv4, *seen.ipv6)) if seen else ""
        state = _REACHED[seen.resolved] if seen else "未采集"
        rows.append((site.name, site.site_code, site.sponsor, host, state, addresses, site.note))
    return pd.DataFrame(rows, columns=["name", "site_code", "sponsor", "host", "resolves", "addresses", "note"])


def connectivity(judgement: Judgement) -> pd.DataFrame:
    """Return how often the home page of each site was asked and did not open, and how slow it was at worst (TS18)."""
    settings = judgement.sources.register.city.report.table("connectivity")
    sites = judgement.sources.register.sites
    rows = [row for site in sites if (row := _visits(site, judgement.facts_of(site.id), settings))]
    fields = ["name", "county", "visits", "failures", "share", "slowest", "reasons"]
    return pd.DataFrame(rows, columns=fields, dtype=object)


def _visits(site: Site, facts: tuple[object, ...], settings: TableSettings) -> tuple[object, ...] | None:
    visits = [fact for fact in facts if isinstance(fact, ProbeSeen)]
    if not visits:
        return None
    failed = [visit for visit in visits if not visit.opened]
    slowest = max((visit.seconds for visit in visits if visit.seconds is not None), default=None)
    return (
        site.name,
        county_title(site.county),
        len(visits),
        len(failed),
        percent(len(failed), len(visits), settings),
        f"{slowest:.1f}" if slowest is not None else None,
        "、".join(dict.fromkeys(told(visit.failure) for visit in failed)),
    )
