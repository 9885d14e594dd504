"""From a judgement to files: workbook, notice, page, figures; none is left where they contradict each other."""

from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.consistency import differences
from analysis.figures import PrintedFigures
from analysis.judgement import Judgement
from analysis.notice.compose import compose
from analysis.notice.settings import read_notice_settings
from analysis.reports.docx import write_notice
from analysis.reports.html import write_page
from analysis.reports.xlsx import write_workbook
from analysis.sheets import sheets
from govcrawl.errors import GovcrawlError


class InconsistentReportError(GovcrawlError):
    """Notice, workbook and facts do not say the same: nothing was exported."""


def publish(judgement: Judgement, out: Path) -> list[Path]:
    """Write the reports of a judgement into `out` and return their paths.

    They are written aside, read back and compared with each other and with the judgement; only then they take their
    places. Raises InconsistentReportError with every place that differs.
    """
    sources = judgement.sources
    name = f"{sources.city}-{sources.period.name}"
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out, prefix=".report-") as aside:
        folder = Path(aside)
        figures = PrintedFigures()
        tables = sheets(judgement)
        settings = read_notice_settings(sources.folder, sources.period.name)
        notice = compose(judgement, settings, tables, figures)
        workbook, document, page = (folder / f"{name}.{kind}" for kind in ("xlsx", "docx", "html"))
        write_workbook(workbook, tables.values(), f"{sources.register.city.name}（govcrawl）", figures)
        write_notice(document, notice, sources.as_of)
        write_page(page, judgement, figures)
        if found := differences(judgement, tables, figures, (workbook, document, page), notice):
            raise InconsistentReportError("\n".join(["the report contradicts itself; nothing was written:", *found]))
        numbers = folder / f"{name}-figures.jsonl"
        numbers.write_text("".join(f"{line}\n" for line in figures.lines()), "utf-8")
        return [path.replace(out / path.name) for path in (workbook, document, page, numbers)]
