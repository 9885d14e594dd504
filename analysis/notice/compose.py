"""From a judgement to a notice: overview, problems with named examples, requirements, deadline, attachments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.figures import Figure, PrintedFigures
from analysis.frames import faults, messages, messages_by_unit, overview_table
from analysis.judgement import Judgement
from analysis.notice.document import Attachment, Notice, Paragraph, chinese_day, chinese_number
from analysis.notice.sentences import Sentences
from analysis.notice.settings import NoticeSettings, Problem, Sentence
from analysis.reinspection import Change, past_objects_now, recheck_counts, register_changes
from analysis.sample import error_rate, method_note
from analysis.sheets import SOMETIMES
from analysis.table import TOTAL, Cell, Table, text_of
from analysis.titles import LINES, period_title, platform_title, window_title
from govcrawl.errors import GovcrawlError
from govcrawl.model.target import SiteKind

NAMED = 5  # objects that a sentence names; the lists hold them all
LISTS = ("failing_sites", "failing_accounts")  # attachments that are left out where they are empty


def compose(
    judgement: Judgement,
    settings: NoticeSettings,
    tables: Mapping[str, Table],
    figures: PrintedFigures,
) -> Notice:
    """Return the notice. `tables` are those that its attachments may be, by key."""
    named = names(judgement, settings)
    sentences = Sentences(settings.file, named, figures)
    named["office"] = office = sentences.fill(settings.office, "office")
    attached = _attached(settings, tables)
    named["attached"] = {key: label for label, key in attached}
    sections = {
        "overview": (*_numbered(_filled(settings.overview, sentences)), *_method(judgement, settings, sentences)),
        "problems": tuple(_numbered(_problems(judgement, settings, sentences))),
        "requirements": tuple(_numbered(_filled(settings.requirements, sentences))),
    }
    printed = [key for key, paragraphs in sections.items() if paragraphs]
    body = [Paragraph(text) for _, text in _filled(settings.opening, sentences)]
    for number, key in enumerate(printed, start=1):
        body += [Paragraph("", f"{chinese_number(number)}、{settings.headings[key]}", 1), *sections[key]]
    body += [Paragraph(text) for _, text in _filled(settings.closing, sentences)]
    return Notice(
        letterhead=sentences.fill(settings.letterhead, "letterhead"),
        number=settings.number,
        title=sentences.fill(settings.title, "title"),
        addressees=sentences.fill(settings.addressees, "addressees"),
        paragraphs=tuple(body),
        attachments=tuple(_attachments(attached, tables, settings, sentences)),
        office=office,
        dated=settings.dated,
        imprint=tuple(filter(None, (sentences.fill(text, "imprint") for text in settings.imprint))),
        problems=sections["problems"],
    )


def names(judgement: Judgement, settings: NoticeSettings) -> dict[str, Any]:
    """Return what sentences can name: the lines of the overview, messages, period, window, days."""
    sources = judgement.sources
    period = period_title(sources.period)
    overview = overview_table(judgement)
    empty = {field: Figure(0, f"# 无此类对象，{field}") for field in overview.columns}
    lines = {line: dict(overview.loc[line]) if line in overview.index else empty for line in LINES}
    return {
        **lines,
        "city": sources.register.city.name,
        "period": period,
        "year": str(sources.period.start.year),
        "quarter": period.rpartition("年")[2],
        "window": window_title(sources.period),
        "as_of": chinese_day(sources.as_of),
        "deadline": chinese_day(settings.deadline),
        "printed": chinese_day(settings.printed),
        "messages": _messages(judgement),
        "profile": sources.profile.title,
        "last": _last(judgement),
        "changes": _changes(judgement),
    }


def _messages(judgement: Judgement) -> dict[str, Any]:
    frame = messages_by_unit(messages(judgement), judgement, "留言")
    units = [{"name": name, **row} for name, row in frame.iterrows() if name != TOTAL]
    none = {field: Figure(0, f"# 留言，{field}") for field in frame.columns}
    return {
        **(none if frame.empty else dict(frame.loc[TOTAL])),
        "units": units,
        "unit_count": Figure(len(units), "# 收到留言的单位"),
        "overdue_units": [unit for unit in units if unit["overdue"]],
    }


def _method(judgement: Judgement, settings: NoticeSettings, sentences: Sentences) -> Iterator[Paragraph]:
    """Yield what people found when they looked at a sample of the verdicts again."""
    if plan := judgement.sample:
        found = error_rate(judgement, plan)
        counted = {"系统判定": plan.population, "抽取": found.sampled, "已核验": found.looked_at, "有误": found.wrong}
        if text := sentences.fill(settings.method, "method", method=method_note(plan, found)):
            for said, number in counted.items():
                sentences.figures.attach(Figure(number, f"# 抽样复核：{said}"), "通报 method")
            yield Paragraph(text)


def _last(judgement: Judgement) -> dict[str, Any] | None:
    """Return what became of the objects that the last period named: in all, and by group and kind."""
    counts = recheck_counts(judgement)
    if counts.empty:
        return None
    empty = dict.fromkeys(counts.columns, 0)
    rows = {str(kind): dict(row) for kind, row in counts.iterrows()}
    lines = {str(kind): rows.get(kind, empty) for kind in ("site", "account", *SiteKind)}
    lines["websites"] = {name: lines["site"][name] - lines["disclosure_section"][name] for name in empty}
    lines["all"] = {name: lines["site"][name] + lines["account"][name] for name in empty}
    failing = past_objects_now(judgement).query("state == 'still_failing'")
    return {
        "failing_names": "、".join(_called(row, judgement) for row in failing.to_dict("records")),
        **{
            kind: {name: Figure(int(n), f"# 上期通报的对象（{kind}）：{name}") for name, n in line.items()}
            for kind, line in lines.items()
        },
    }


def _changes(judgement: Judgement) -> dict[str, Any]:
    """Return how many accounts were added and closed since the last period, where its register is known."""
    if judgement.past.targets is None:
        return dict.fromkeys(("added", "closed_wechat", "closed_other"), 0)
    changes = register_changes(judgement).query("group == 'account'")
    gone = changes[changes["change"].isin([Change.CLOSED, Change.REMOVED])]
    wechat = gone["platform"] == "微信公众号"
    counts = {
        "added": int((changes["change"] == Change.ADDED).sum()),
        "closed_wechat": int(wechat.sum()),
        "closed_other": int((~wechat).sum()),
    }
    return {name: Figure(number, f"# 台账变更：政务新媒体，{name}") for name, number in counts.items()}


def _filled(given: Iterable[Sentence], sentences: Sentences) -> Iterator[tuple[str, str]]:
    """Yield heading and text; a sentence that comes out empty has nothing to say this time."""
    for sentence in given:
        if text := sentences.fill(sentence.text, sentence.where):
            yield sentences.fill(sentence.heading, sentence.where), text


def _numbered(filled: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    number = 0
    for heading, text in filled:
        number += bool(heading)
        yield Paragraph(text, f"（{chinese_number(number)}）{heading}。" if heading else "", 2 if heading else 0)


def _problems(judgement: Judgement, settings: NoticeSettings, sentences: Sentences) -> Iterator[tuple[str, str]]:
    found = faults(judgement)
    taken = {index for problem in settings.problems if "*" not in problem.codes for index in _of(found, problem).index}
    said = False
    for problem in settings.problems:
        own = _of(found.drop(index=list(taken)) if "*" in problem.codes else found, problem)
        if own.empty:
            continue
        where = problem.sentence.where
        objects = own.drop_duplicates("target_id")
        titles = [_called(row, judgement) for row in objects.to_dict("records")]
        text = sentences.fill(
            problem.sentence.text,
            where,
            count=Figure(len(objects), f"# 存在 {'、'.join(sorted(set(own['code'])))} 问题的对象"),
            examples="、".join(titles[:NAMED]) + ("等" if len(titles) > NAMED else ""),
            all="、".join(titles),
            phrases="、".join(dict.fromkeys(own["phrase"])),
            sponsors="、".join(dict.fromkeys(filter(None, objects["sponsor"]))),
        )
        if text:
            said = True
            yield sentences.fill(problem.sentence.heading, where), text
    if not said and settings.no_problems:
        yield "", sentences.fill(settings.no_problems, "no_problems")


def _of(found: pd.DataFrame, problem: Problem) -> pd.DataFrame:
    """Return the faults that a kind of problem takes; V4 takes V4a, too, and * everything."""
    own = found[["*" in problem.codes or any(_is(code, it) for it in problem.codes) for code in found["code"]]]
    if problem.listed:
        own = own[own["veto"].astype(bool)]
    return own[own["group"] == problem.of] if problem.of else own


def _is(code: str, own: str) -> bool:
    return code == own or code.rstrip("abcdefgh") == own


def _called(row: Mapping[Any, Any], judgement: Judgement) -> str:
    if row["group"] == "site":
        return str(row["target"])
    return f"“{row['target']}”{platform_title(row['platform'], judgement.sources.register.city.report)}"


def _attached(settings: NoticeSettings, tables: Mapping[str, Table]) -> list[tuple[str, str]]:
    """Return label and key of the attachments; lists without a row and sheets that this report lacks are left out."""
    if unknown := [key for key in settings.attachments if key not in tables and key not in SOMETIMES]:
        known = ", ".join([*tables, *(key for key in SOMETIMES if key not in tables)])
        raise GovcrawlError(f"{settings.file}: attachments: '{unknown[0]}' is no table; use some of: {known}")
    keys = [it for it in settings.attachments if it in tables and (it not in LISTS or any(tables[it].rows))]
    return [(f"附件{number}" if len(keys) > 1 else "附件", key) for number, key in enumerate(keys, start=1)]


def _attachments(
    attached: Sequence[tuple[str, str]], tables: Mapping[str, Table], settings: NoticeSettings, sentences: Sentences
) -> Iterator[Attachment]:
    note = sentences.fill(settings.attachment_note, "attachment_note")
    subtitle = sentences.fill(settings.attachment_subtitle, "attachment_subtitle")
    for label, key in attached:
        table = tables[key]
        rows = tuple(tuple(map(_printed, row)) for row in table.rows)
        for figure in (cell for row in table.rows for cell in row if isinstance(cell, Figure)):
            sentences.figures.attach(figure, f"通报 {label}")
        yield Attachment(label, replace(table, rows=rows, notes=(note,) if note else (), chart=None), subtitle)


def _printed(cell: Cell) -> str:
    """Return a cell as tables of notices print it: a rate of nothing is 0 (Shaoyang 2021Q2)."""
    return "0" if isinstance(cell, Figure) and cell.value == 0 else text_of(cell)
