"""`python -m analysis.letters seeds/zhanjiang --period 2021Q2 --out out/letters`: a rectification letter a sponsor."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.figures import PrintedFigures
from analysis.judgement import Judgement
from analysis.judgements import read_judgement
from analysis.notice.compose import names
from analysis.notice.document import chinese_day
from analysis.notice.sentences import Sentences
from analysis.notice.settings import NoticeSettings, read_notice_settings
from analysis.reports.letter import RectificationLetter, write_letter
from analysis.sources import arguments, read_sources, run
from analysis.table import Row, Table
from analysis.titles import LINES, platform_title
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Account, Target
from govcrawl.rules.judge import is_veto
from govcrawl.rules.wording import is_bonus, phrase

MOST_EVIDENCE = 20  # pieces of evidence that a letter prints of a fault; the workbook has them all
FAULTS = ("序号", "检查对象", "类别", "存在的问题", "判定依据", "性质")
PROOFS = ("问题序号", "页面所示内容", "地址", "采集时间", "快照")


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed finding of an object that a sponsor runs."""

    target: Target
    finding: Finding


def main(words: Sequence[str]) -> int:
    """Write a Word file a sponsor and print their paths; status 0, also where nobody has a fault."""
    parser = arguments("Write a rectification letter (整改通知单) for every sponsor with faults.")
    parser.add_argument("--out", type=Path, default=Path("out/letters"), help="folder for the letters")
    given = parser.parse_args(words)
    judgement = read_judgement(read_sources(given))
    for path in write_letters(judgement, given.out):
        print(path)
    return 0


def write_letters(judgement: Judgement, out: Path) -> list[Path]:
    """Write a letter for each sponsor into `out`, in the order of the register, and return their paths."""
    settings = read_notice_settings(judgement.sources.folder, judgement.sources.period.name)
    sentences = Sentences(settings.file, names(judgement, settings), PrintedFigures())
    by_sponsor = faults_by_sponsor(judgement)
    digits = len(str(len(by_sponsor)))
    paths = []
    for number, (sponsor, faults) in enumerate(by_sponsor.items(), start=1):
        name = re.sub(r"[^\w（）()·-]+", "_", sponsor)[:60]
        path = out / f"{judgement.sources.city}-{judgement.sources.period.name}-{number:0{digits}}-{name}.docx"
        write_letter(path, letter(judgement, settings, sentences, sponsor, faults))
        paths.append(path)
    return paths


def faults_by_sponsor(judgement: Judgement) -> dict[str, list[Fault]]:
    """Return the faults of each sponsor, vetoes first; an object without a sponsor stands under its own name."""
    found: dict[str, list[Fault]] = {}
    for target in judgement.targets.values():
        own = [
            Fault(target, finding)
            for finding in judgement.findings_of[target.id]
            if finding.verdict is Verdict.FAIL and not is_bonus(finding.code)
        ]
        if own:
            found.setdefault(target.sponsor or target.name, []).extend(own)
    profile = judgement.sources.profile
    return {
        sponsor: sorted(faults, key=lambda it: not is_veto(it.finding, profile)) for sponsor, faults in found.items()
    }


def letter(
    judgement: Judgement, settings: NoticeSettings, sentences: Sentences, sponsor: str, faults: Sequence[Fault]
) -> RectificationLetter:
    """Return what is written to a sponsor."""
    office = sentences.fill(settings.office, "office")
    objects = len({fault.target.id for fault in faults})
    more = {"office": office, "sponsor": sponsor, "objects": objects, "faults": len(faults)}
    return RectificationLetter(
        title=sentences.fill(settings.letter_title, "letter_title"),
        sponsor=sponsor,
        opening=tuple(sentences.fill(it.text, it.where, **more) for it in settings.letter_opening),
        faults=Table("问题清单", "问题清单", FAULTS, tuple(_faults(judgement, faults))),
        proofs=Table("证据", "证据", PROOFS, tuple(_proofs(faults))),
        closing=tuple(sentences.fill(it.text, it.where, **more) for it in settings.letter_closing),
        office=office,
        day=chinese_day(settings.dated),
        dated=settings.dated or judgement.sources.as_of,
    )


def _faults(judgement: Judgement, faults: Sequence[Fault]) -> Iterator[Row]:
    sources = judgement.sources
    report = sources.register.city.report
    for number, fault in enumerate(faults, start=1):
        target, finding = fault.target, fault.finding
        kind = platform_title(target.platform, report) if isinstance(target, Account) else LINES[target.kind]
        grave = "单项否决" if is_veto(finding, sources.profile) else "其他问题"
        yield number, target.name, kind, phrase(finding, sources.profile, report.wording), finding.reason, grave


def _proofs(faults: Sequence[Fault]) -> Iterator[Row]:
    for number, fault in enumerate(faults, start=1):
        shown = fault.finding.evidence[:MOST_EVIDENCE]
        for piece in shown:
            yield number, piece.text, piece.url, _moment(piece), piece.snapshot
        if left := len(fault.finding.evidence) - len(shown):
            yield number, f"其余{left}条见检查工作簿“问题证据”", "", "", ""


def _moment(piece: Evidence) -> str:
    return f"{piece.seen_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    run(main)
