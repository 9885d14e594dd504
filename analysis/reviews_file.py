"""reviews.csv, the one place where the words of people live: rows are added, all of them or none."""

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from govcrawl.errors import GovcrawlError
from govcrawl.model.review import Review
from govcrawl.register import read_register
from govcrawl.register.cells import folded
from govcrawl.register.headings import REVIEWS
from govcrawl.register.sheet import decoded

_BOM = "\ufeff"


def write_decisions(folder: Path, made: Sequence[Review]) -> None:
    """Add decisions to reviews.csv of a register. Rows that are there stay as they are, but for one: what a person said
    of the same thing on the same day gives way to the later word, which names it.

    Raises GovcrawlError, RegisterError among them, and leaves the file as it was.
    """
    if not made:
        return
    path = folder / "reviews.csv"
    if others := [it.name for it in (folder / "reviews.xlsx", folder / "reviews.xls") if it.is_file()]:
        raise GovcrawlError(f"{folder / others[0]}: decisions go into reviews.csv; save this table as CSV UTF-8 first")
    before = path.read_bytes() if path.is_file() else None
    text = decoded(before) if before else ",".join(REVIEWS.fields) + "\n"
    marked = before is None or before.startswith(_BOM.encode())
    _replace(path, ((_BOM if marked else "") + _added(text, made)).encode())
    try:
        read_register(folder)
    except GovcrawlError:
        if before is None:
            path.unlink()
        else:
            _replace(path, before)
        raise


def _added(text: str, made: Sequence[Review]) -> str:
    """Return the table with the decisions at its end, under its own headings; those that it lacks are added."""
    delimiter = max(",\t;", key=text.split("\n", 1)[0].count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    at = max(range(min(10, len(rows))), key=lambda n: sum(map(bool, map(REVIEWS.field_of, rows[n]))), default=0)
    fields = [REVIEWS.field_of(heading) or "" for heading in rows[at]]
    chinese = "target" not in map(folded, rows[at])
    for field in REVIEWS.fields:
        if field not in fields:
            fields.append(field)
            rows[at].append(REVIEWS.headings[field].split()[0] if chinese else field)
    head, body = rows[: at + 1], [row + [""] * (len(fields) - len(row)) for row in rows[at + 1 :]]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for review in made:
        cells = _cells(review)
        same = [row for row in body if all(row[fields.index(it)] == cells[it] for it in _ONCE)]
        for row in same:
            cells["reason"] += f"（更正当日原结论：{row[fields.index('verdict')]}，{row[fields.index('reason')]}）"
            body.remove(row)
        body.append([cells.get(field, "") for field in fields])
    writer.writerows([*head, *body])
    return out.getvalue()


_ONCE = ("target", "code", "reviewer", "date", "candidate")


def _cells(review: Review) -> dict[str, str]:
    return {
        "target": review.target_id,
        "code": review.code,
        "verdict": review.verdict.value,
        "reason": review.reason,
        "reviewer": review.reviewer,
        "date": review.day.isoformat(),
        "evidence": review.evidence,
        "candidate": review.candidate,
        "period": review.period,
    }


def _replace(path: Path, raw: bytes) -> None:
    """Put a file in place at once, after its bytes are on the disk: whoever is killed leaves the old or the new one."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
