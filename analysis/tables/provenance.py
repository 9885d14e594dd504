"""检查说明: what the figures rest on: program, indicators, numbers, moment, sampling, rounding (TS17)."""

from collections.abc import Mapping
from dataclasses import fields

from analysis.sources import Sources
from analysis.table import Cell, Table
from analysis.titles import PARAMETERS, period_title, window_title
from govcrawl import __version__
from govcrawl.columns import load_classes
from govcrawl.register import ReportSettings, Rounding, TableSettings
from govcrawl.rules.indicators import title_of
from govcrawl.rules.people import left_to_people
from govcrawl.rules.profile import Profile
from govcrawl.rules.rule import NOT_SAMPLED, Rule

NAME = "检查说明"
CONFIDENCES = {"M": "依据可信度：中", "L": "依据可信度：低"}
ROUNDING = {Rounding.HALF_UP: "四舍五入", Rounding.TRUNCATE: "截尾"}


def provenance(
    sources: Sources, counts: Mapping[str, int], visits: Mapping[str, str], reviews: int, sampled: str = ""
) -> Table:
    """Return what a reader needs to arrive at the same figures.

    `counts` are lines such as the number of undecided objects, `visits` says per job when it was seen, `sampled` what
    a sample of the verdicts showed that people looked at again.
    """
    profile, period, report = sources.profile, sources.period, sources.register.city.report
    rows: list[tuple[Cell, ...]] = [
        ("城市", sources.register.city.name),
        ("检查期", period_title(period)),
        ("检查采样时间", window_title(period)),
        ("监测时间点", sources.as_of.isoformat()),
        ("程序版本", f"govcrawl {__version__}"),
        ("指标方案", f"{profile.title}（{' ← '.join(profile.chain)}）"),
        ("指标依据", profile.source),
        ("方案起用日期", profile.valid_from.isoformat()),
        *((("方案停用日期", profile.valid_to.isoformat()),) if profile.valid_to else ()),
        *((("警告", warning),) if (warning := profile.out_of_force(sources.as_of)) else ()),
        *((name, count) for name, count in counts.items()),
        *((f"采集任务 {job}", when) for job, when in visits.items()),
        ("人工复核条目", reviews),
        *((("抽样复核", sampled),) if sampled else ()),
        ("百分比取值", _rounding(TableSettings(report.decimals, report.rounding))),
        *((f"百分比取值（{name}）", _rounding(own)) for name, own in report.tables.items() if _differs(own, report)),
        *(
            (f"{rule.code} {rule.title}", "。".join(filter(None, (parameters(rule), _said(profile, rule.code)))))
            for rule in profile.rules
        ),
        *(
            (f"{NOT_SAMPLED}（{rule.job}）", f"{rule.code} {rule.title}：未作判定，不计为合格")
            for rule in profile.rules
            if rule.job in profile.separate_jobs - set(visits)
        ),
        *((f"{code} {title_of(code)}", _asked(profile, code)) for code in left_to_people() if code[0] in "VN"),
    ]
    return Table(NAME, "检查说明", ("项目", "内容"), tuple(rows))


def _asked(profile: Profile, code: str) -> str:
    return "逐个对象人工认定" if code in profile.asked else "未抽查：不作自动判定，仅录入人工复核结论"


def _said(profile: Profile, code: str) -> str:
    """Return who set the numbers of a rule; how sure that is where it is less than certain."""
    mark = CONFIDENCES.get(profile.confidences.get(code, ""), "")
    return profile.sources[code] + (f"（{mark}）" if mark else "")


def parameters(rule: Rule) -> str:
    """Return the numbers of a rule in one line."""
    return "，".join(f"{PARAMETERS.get(it.name, it.name)}：{_value(getattr(rule, it.name))}" for it in fields(rule))


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        titles = {column_class.id: column_class.title for column_class in load_classes().classes}
        return "、".join(f"{titles.get(name, name)}{item}" for name, item in value.items())
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _rounding(settings: TableSettings) -> str:
    return f"保留{settings.decimals}位小数，{ROUNDING[settings.rounding]}"


def _differs(own: TableSettings, report: ReportSettings) -> bool:
    return (own.decimals, own.rounding) != (report.decimals, report.rounding)
