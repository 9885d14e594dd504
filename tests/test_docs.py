"""The documents say what is: commands run, names exist, banned names do not."""

import ast
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CODE = [path for folder in ("govcrawl", "analysis") for path in sorted((ROOT / folder).rglob("*.py"))]
BANNED = {"data", "info", "util", "utils", "helper", "helpers", "manager", "handle", "handler", "process", "check"}


def glossary() -> list[str]:
    text = (ROOT / "govcrawl" / "GLOSSARY.md").read_text("utf-8")
    return re.findall(r"^\| [^|]+ \| `(\w+)` \|", text, re.MULTILINE)


def defined_names(path: Path) -> set[str]:
    """Return the names of functions, classes and arguments of a file, and its own."""
    names = {path.stem}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
    return names


@pytest.mark.parametrize("identifier", glossary())
def test_every_identifier_of_the_glossary_stands_in_the_code(identifier):
    word = re.compile(rf"\b{identifier}s?\b", re.IGNORECASE)
    joined = re.compile(identifier.replace("_", ""), re.IGNORECASE)
    assert any(word.search(text) or joined.search(text) for text in (path.read_text("utf-8") for path in CODE))


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_name_is_one_of_the_vague_ones(path):
    assert not defined_names(path) & BANNED


def test_files_hold_one_thing_and_say_what():
    for path in CODE:
        text = path.read_text("utf-8")
        assert ast.get_docstring(ast.parse(text)), f"{path}: no docstring"
        assert len(text.splitlines()) <= 400, f"{path}: holds more than one thing"


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "govcrawl/README.md", "seeds/README.md", "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(name):
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", (ROOT / name).read_text("utf-8")):
        assert (folder / target).exists(), f"{name}: {target} is not there"


@pytest.mark.slow
def test_scrapy_commands_of_the_readme_are_known():
    listed = subprocess.run(
        [sys.executable, "-m", "scrapy"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    for command in set(re.findall(r"scrapy ([a-z]+)\b", README)) - {"crawl"}:
        assert re.search(rf"^  {command}\b", listed, re.MULTILINE), command
    jobs = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    assert set(re.findall(r"scrapy crawl ([a-z]+)\b", README)) <= set(jobs)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"python -m analysis\.(\w+)", README))))
def test_modules_of_the_readme_tell_their_use(monkeypatch, capsys, name):
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    module = ROOT / "analysis" / name
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(module / "__main__.py" if module.is_dir() else f"{module}.py"), run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage:")
