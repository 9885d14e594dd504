"""Notebooks look, sources repeat: they hold no function and no output, and all of them run against a small store."""

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from analysis import judge
from tests.analysis.cities import SEEDS, seeded
from tests.analysis.test_commands import ZHANJIANG, write_facts
from tests.analysis.test_notices import ZHANJIANG_STALE, ZHANJIANG_WAITING

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "analysis" / "notebooks").glob("*.ipynb"))


def code(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_the_five_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == [
        "01_pass_rates_by_county", "02_stale_columns", "03_accounts_by_platform", "04_error_text_precision", "05_trend",
    ]  # fmt: skip


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_output(path):
    for cell in code(path):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_defines_nothing_and_imports_from_analysis(path):
    tree = ast.parse("\n".join(cell.source for cell in code(path)))
    defined = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    assert not defined, f"move {defined[0].name} into analysis" if defined else ""
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert any(module and module.startswith("analysis.") for module in imported)


def test_every_notebook_runs(connected, mongo_uri, mongo_database, monkeypatch):
    """One kernel runs the cells of all of them, one notebook after the other: a start costs more than the cells."""
    write_facts(connected, seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, waiting=ZHANJIANG_WAITING).facts)
    assert judge.main(ZHANJIANG) in (0, 1)
    environment = {
        "GOVCRAWL_MONGO_URI": mongo_uri,
        "GOVCRAWL_MONGO_DB": mongo_database,
        "GOVCRAWL_CITY": str(SEEDS / "zhanjiang"),
        "GOVCRAWL_PERIOD": "2021Q2",
        "MPLBACKEND": "agg",
        "JUPYTER_PLATFORM_DIRS": "1",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    book = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    book.cells = [cell for path in NOTEBOOKS for cell in code(path)]
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(ROOT / "analysis" / "notebooks")}}).execute()
    shown = "\n".join(str(output) for cell in book.cells for output in cell.outputs)
    assert "霞山区" in shown
    assert "徐闻公安" in shown
