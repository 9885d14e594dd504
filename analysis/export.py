"""`python -m analysis.export FOLDER --period P --out DIR [--format csv|parquet]`: the frames as files.

Each frame is one file, with `dictionary.csv` beside: table, field, type, how many values there are, meaning. CSV is
UTF-8 with BOM and holds no formula; Parquet needs pyarrow (requirements-dev.txt).
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from analysis import frames
from analysis.export_fields import MEANINGS
from analysis.judgement import Judgement
from analysis.reinspection import past_faults_now, register_changes, waivers
from analysis.report import read_judgement
from analysis.sources import arguments, inert, read_sources, run
from govcrawl.errors import GovcrawlError
from govcrawl.model.candidate import Severity
from govcrawl.rules.wording import title

FORMATS = ("csv", "parquet")
_TYPES = {bool: "boolean", int: "Int64", float: "Float64", str: "string", datetime: "datetime", date: "date"}


def main(words: Sequence[str]) -> int:
    """Write every frame and the dictionary; print their paths."""
    parser = arguments("Write the frames of a judged period as files, with a data dictionary.")
    parser.add_argument("--out", type=Path, default=Path("out/export"), help="folder for the files")
    parser.add_argument("--format", choices=FORMATS, default="csv", help="csv (default) or parquet")
    given = parser.parse_args(words)
    for path in export(read_judgement(read_sources(given)), given.out, given.format):
        print(path)
    return 0


def export(judgement: Judgement, folder: Path, form: str) -> list[Path]:
    """Write the tidy frames of a judgement into `folder`; return the paths. Raises GovcrawlError without pyarrow."""
    if form == "parquet" and find_spec("pyarrow") is None:
        raise GovcrawlError("--format parquet: pyarrow is not installed; install it, or use --format csv")
    folder.mkdir(parents=True, exist_ok=True)
    written, fields = [], []
    for name, frame in tidy_frames(judgement).items():
        path = folder / f"{name}.{form}"
        if form == "csv":
            _write_csv(frame, path)
        else:
            frame.to_parquet(path, index=False)
        written.append(path)
        fields += dictionary(name, frame)
    listed = folder / "dictionary.csv"
    _write_csv(pd.DataFrame(fields), listed)
    return [*written, listed]


def tidy_frames(judgement: Judgement) -> dict[str, pd.DataFrame]:
    """Return the frames by name: a row an observation, a field a fact, plain types, None for what is not known."""
    tables = {
        "objects": _objects(judgement),
        "findings": _findings(judgement),
        "columns": frames.column_days(judgement),
        "accounts": frames.feeds(judgement),
        "candidates": frames.candidates(judgement, tuple(Severity)),
        "past_faults": past_faults_now(judgement),
        "register_changes": register_changes(judgement),
        "waivers": waivers(judgement),
    }
    return {name: _plain(frame) for name, frame in tables.items()}


def dictionary(table: str, frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return a row for each field of a table: type, how many values it has, meaning."""
    return [
        {
            "table": table,
            "field": field,
            "type": str(frame[field].dtype) if frame[field].dtype != object else _type(frame[field]),
            "values": int(frame[field].notna().sum()),
            "rows": len(frame),
            "meaning": MEANINGS[str(field)],
        }
        for field in frame.columns
    ]


def _objects(judgement: Judgement) -> pd.DataFrame:
    outcomes = {outcome.target_id: outcome for outcome in judgement.outcomes}
    own = [outcomes[target_id] for target_id in judgement.frame["target_id"]]
    more = pd.DataFrame(
        {
            "verdict": [it.verdict for it in own],
            "failed": [" ".join(it.failed) for it in own],
            "undecided": [" ".join(it.undecided) for it in own],
            "score_low": [it.score.final_low if it.score else None for it in own],
            "score_high": [it.score.final_high if it.score else None for it in own],
        },
        dtype=object,
    )
    return judgement.frame.join(more)


def _findings(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each finding, with the first piece of its evidence."""
    rows = []
    for it in judgement.findings:
        target, first = judgement.targets[it.target_id], it.evidence[0] if it.evidence else None
        proof = (first.url, first.snapshot, first.text) if first else ("", "", "")
        said = (it.code, title(it.code), it.verdict, it.points, it.reason, it.reviewer, it.as_of)
        rows.append((it.target_id, target.name, *said, *proof))
    about = ["target_id", "target", "code", "title", "verdict", "points", "reason", "reviewer", "as_of"]
    return pd.DataFrame(rows, columns=[*about, "evidence_url", "snapshot", "evidence"])


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of plain types: whole numbers that may be missing stay whole, enums are their words."""
    plain = pd.DataFrame(index=frame.index)
    for field in frame.columns:
        values = [_value(value) for value in frame[field]]
        kind = _type(values)
        plain[field] = pd.Series(values, index=frame.index, dtype="object" if kind in ("date", "datetime") else kind)
    return plain


def _value(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return float(value)
    return None if value is None or value is pd.NaT or (isinstance(value, float) and value != value) else value


def _type(values: Iterable[object]) -> str:
    """Return the one type of the values that are there; string for an empty field."""
    there = {type(value) for value in values if value is not None and value is not pd.NA}
    named = {next((word for kind, word in _TYPES.items() if issubclass(it, kind)), "string") for it in there}
    if named == {"Int64", "Float64"}:
        return "Float64"
    return named.pop() if len(named) == 1 else "string"


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        for row in frame.itertuples(index=False):
            writer.writerow(["" if pd.isna(cell) else inert(cell) if isinstance(cell, str) else cell for cell in row])


if __name__ == "__main__":
    run(main)
