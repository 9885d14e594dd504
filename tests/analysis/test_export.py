"""Exported frames: CSV and Parquet hold the same, every field is explained, no cell is a formula."""

import csv
import sys
from dataclasses import replace

import pandas as pd
import pytest

from analysis import export
from analysis.frames import column_days
from analysis.past import Past
from govcrawl.errors import GovcrawlError
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.past_fault import PastFault
from govcrawl.model.target import SiteKind
from tests.analysis.small_city import AS_OF, GOOD, STALE, small_city


def city():
    past = Past(("2021Q1",), (PastFault("2021Q1", STALE.id, STALE.name, "V4b", "=1+1"),), (STALE,))
    return replace(small_city(), past=past)


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_and_parquet_hold_the_same_rows(tmp_path):
    judgement = city()
    plain = export.export(judgement, tmp_path / "csv", "csv")
    typed = export.export(judgement, tmp_path / "parquet", "parquet")
    assert [path.stem for path in plain] == [path.stem for path in typed]
    for one, other in zip(plain[:-1], typed[:-1], strict=True):
        frame, lines = pd.read_parquet(other), one.read_text("utf-8-sig").splitlines()
        assert len(read(one)) == len(frame), one.stem
        assert ",".join(frame.columns) == lines[0]
    columns = pd.read_parquet(tmp_path / "parquet" / "columns.parquet")
    assert str(columns["days"].dtype) == "Int64"
    assert columns["newest"].iloc[0] == (small_city().facts[STALE.id][1].newest)


def test_every_field_is_explained_with_its_type(tmp_path):
    export.export(city(), tmp_path, "csv")
    rows = read(tmp_path / "dictionary.csv")
    assert all(row["meaning"] and row["type"] for row in rows)
    types = {(row["table"], row["field"]): row["type"] for row in rows}
    assert types["columns", "left"] == "Int64"
    assert types["columns", "newest"] == "date"
    assert types["columns", "excluded"] == "boolean"
    assert types["findings", "points"] == "Float64"
    assert {row["table"] for row in rows} == {
        "objects", "findings", "columns", "accounts", "candidates", "past_faults", "register_changes", "waivers",
    }  # fmt: skip


def test_the_dictionary_explains_nothing_that_is_gone():
    fields = {str(field) for frame in export.tidy_frames(city()).values() for field in frame.columns}
    assert set(export.MEANINGS) == fields


def test_no_cell_is_a_formula(tmp_path):
    export.export(city(), tmp_path, "csv")
    assert [row["named"] for row in read(tmp_path / "past_faults.csv")] == ["'=1+1"]
    assert "'=HYPERLINK(市水务局)" in {row["target"] for row in read(tmp_path / "objects.csv")}
    assert "-549" in {row["left"] for row in read(tmp_path / "columns.csv")}  # a number stays one


def test_without_pyarrow_csv_works_and_parquet_says_why(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr(export, "find_spec", lambda name: None)
    assert export.export(city(), tmp_path, "csv")
    with pytest.raises(GovcrawlError, match="pyarrow is not installed; install it, or use --format csv"):
        export.export(city(), tmp_path, "parquet")


def test_objects_add_up_to_the_register():
    objects = export.tidy_frames(city())["objects"]
    assert len(objects) == len(small_city().frame)
    assert objects["verdict"].value_counts().to_dict() == {"fail": 3, "pass": 2, "not_observed": 1, "needs_review": 1}


@pytest.mark.parametrize(
    ("cadence", "excluded", "left"),
    [(3, False, 1), (2, False, 0), (1, False, -1), (None, False, 179), (None, True, None)],
)
def test_days_left_go_by_the_column_then_by_its_class(cadence, excluded, left):
    """The newest entry of each column of GOOD is two days old; its class may rest for six months."""
    judgement = small_city()
    seen = [
        replace(it, cadence_days=cadence, excluded=excluded) if isinstance(it, ColumnSeen) else it
        for it in judgement.facts[GOOD.id]
    ]
    frame = column_days(replace(judgement, facts={GOOD.id: tuple(seen)}))
    assert set(frame["days"]) == {2}
    assert {None if pd.isna(it) else it for it in frame["left"]} == {left}
    assert set(frame["kind"]) == {SiteKind.PORTAL}
    assert AS_OF.isoformat() == "2021-07-05"
