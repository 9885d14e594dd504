"""Columns as tidy rows: when each was last updated, how long ago, and how many days it may still rest."""

from datetime import date

import pandas as pd

from analysis.frames.columns import columns
from analysis.judgement import Judgement
from analysis.titles import county_title
from govcrawl.columns import Cadence, ColumnClasses, classes_of
from govcrawl.model.fact import ColumnSeen
from govcrawl.rules.reasons import told

FIELDS = [
    "target_id", "site", "kind", "county", "column", "column_class", "class_title", "level", "url", "state", "newest",
    "newest_raw", "newest_title", "days", "left", "rows", "excluded", "seen_at", "snapshot", "reason",
]  # fmt: skip


def column_days(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each column that was found, in the order of the register.

    `days` is the age of its newest entry at the moment of inspection. `left` is how many days it may still rest under
    its own cadence (columns.csv), else that of its class: below 0 it is late by so many; None where neither asks for
    updates, no date was read, or the column is not judged.
    """
    as_of, classes = judgement.sources.as_of, classes_of(judgement.sources.folder)
    rows = [
        (
            site.id,
            site.name,
            str(site.kind),
            county_title(site.county),
            seen.name,
            seen.column_class,
            _title(seen, classes),
            seen.level or None,
            seen.url,
            seen.state.value,
            seen.newest,
            seen.newest_raw,
            seen.newest_title,
            (as_of - seen.newest).days if seen.newest else None,
            _left(seen, classes, as_of),
            seen.rows,
            seen.excluded,
            seen.seen_at,
            seen.snapshot,
            told(seen.reason) if seen.reason else "",
        )
        for site, seen in columns(judgement)
    ]
    return pd.DataFrame(rows, columns=FIELDS, dtype=object)


def _title(seen: ColumnSeen, classes: ColumnClasses) -> str:
    return next((it.title for it in classes.classes if it.id == seen.column_class), seen.column_class)


def _left(seen: ColumnSeen, classes: ColumnClasses, as_of: date) -> int | None:
    of_class = next((it.cadence for it in classes.classes if it.id == seen.column_class), None)
    cadence = Cadence(days=seen.cadence_days) if seen.cadence_days else of_class
    if cadence is None or seen.newest is None or seen.excluded:
        return None
    return (seen.newest - cadence.earliest(as_of)).days
