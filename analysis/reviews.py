"""`python -m analysis.reviews export|import FOLDER --period P`: what waits for people out, what they decided in.

`export ... --out FILE.xlsx` writes the items with drop-downs, and the stored pages beside it. `import ... FILE.xlsx`
puts the decisions into the register's reviews.csv, the one place where the words of people live, all of them or none.
Then judge again: `python -m analysis.judge`.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from analysis.judgement import Judgement
from analysis.judgements import read_judgement
from analysis.reports.review_book import write_review_book
from analysis.review_items import Item, all_items, open_items, sampled_items
from analysis.reviews_file import write_decisions
from analysis.reviews_read import decisions
from analysis.sample import machine_findings
from analysis.saved_pages import save_pages
from analysis.sources import Sources, arguments, read_sources, run
from govcrawl.errors import GovcrawlError
from govcrawl.model.period import CHINA_TIME
from govcrawl.precision import demoted
from govcrawl.rules.reviewed import WORDS


def main(words: Sequence[str]) -> int:
    """Export or import; status 0, or 2 with every fault of the workbook and nothing imported."""
    chosen = words[0] if words else ""
    if chosen not in ("export", "import", "-h", "--help"):
        raise GovcrawlError(f"analysis.reviews: is {chosen!r}; write export or import, see --help")
    return _import(words[1:]) if chosen == "import" else _export(words if chosen.startswith("-") else words[1:])


def _export(words: Sequence[str]) -> int:
    parser = arguments("export: write what waits for people into a workbook; import FILE.xlsx: take it back.")
    parser.prog = "analysis.reviews export|import"
    parser.add_argument("--out", type=Path, required=True, help="the workbook to write, FILE.xlsx")
    parser.add_argument("--sample", action="store_true", help="also the drawn sample (see analysis.sample)")
    parser.add_argument("--all", action="store_true", help="also what is decided already")
    given = parser.parse_args(words)
    if given.out.suffix != ".xlsx":
        raise GovcrawlError(f"--out: '{given.out}' is no .xlsx; name a workbook")
    sources = read_sources(given)
    judgement = read_judgement(sources)
    items = all_items(judgement) if given.all else open_items(judgement)
    items += _sampled(sources, judgement) if given.sample else []
    pages = given.out.with_name(f"{given.out.stem}_pages")
    with sources.store() as store:
        saved = save_pages(store, (item.snapshot for item in items), pages)
    links = {snapshot: f"{pages.name}/{file}" for snapshot, file in saved.items()}
    keys = [item.key(sources.city, sources.period.name) for item in items]
    about = f"{sources.register.city.name} {sources.period.name}，监测时间点{sources.as_of}，{sources.profile.title}"
    write_review_book(given.out, items, keys, links, sources.folder.as_posix(), about)
    candidates = sum(bool(item.candidate) for item in items)
    print(f"{given.out}: {len(items)} items ({candidates} candidates), {len(saved)} stored pages")
    return 0


def _import(words: Sequence[str]) -> int:
    parser = arguments("Take the decisions of a workbook into the register's reviews.csv.")
    parser.prog = "analysis.reviews import"
    parser.add_argument("file", type=Path, help="the workbook that export wrote, filled in")
    parser.add_argument("--date", default="", help="the day of the decisions, YYYY-MM-DD (default: today)")
    parser.add_argument("--replace", action="store_true", help="let a decision take the place of an earlier one")
    given = parser.parse_args(words)
    day = _day(given.date)
    sources = read_sources(given)
    judgement = read_judgement(sources)
    known = {item.id: item for item in (*_sampled(sources, judgement), *_as_shown(sources), *all_items(judgement))}
    keys = {item.key(sources.city, sources.period.name): item for item in known.values()}
    made = decisions(given.file, keys, sources, day, replace=given.replace)
    write_decisions(sources.folder, made)
    counts = Counter(it.verdict for it in made)
    told = "，".join(f"{WORDS[verdict]} {number}" for verdict, number in sorted(counts.items()))
    print(f"{given.folder / 'reviews.csv'}: {len(made)} decisions written{f'（{told}）' if told else ''}")
    if made:
        print(f"next: python -m analysis.judge {given.folder} --period {sources.period.name}", file=sys.stderr)
    return 0


def _as_shown(sources: Sources) -> list[Item]:
    """Return the items as a workbook shows them that was exported before its decisions turned rules into hints."""
    if not demoted(sources.register.reviews):
        return []
    return all_items(read_judgement(replace(sources, register=replace(sources.register, reviews=()))))


def _sampled(sources: Sources, judgement: Judgement) -> list[Item]:
    with sources.store() as store:
        plan = store.sample(sources.city, sources.period.name)
    return sampled_items(judgement, plan.drawn, machine_findings(judgement)) if plan else []


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(CHINA_TIME).date()
    except ValueError:
        raise GovcrawlError(f"--date: '{text}' is not a date; write it as YYYY-MM-DD") from None


if __name__ == "__main__":
    run(main)
