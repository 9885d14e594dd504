"""Column trees that a script of the page draws: 信息公开 trees of gkmlpt (TREE), zTree (zNodes) and dTree (d.add)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

MOST_NODES = 3_000
MOST_TREES = 4  # in one script
LONGEST_SCRIPT = 1_000_000  # characters

_TREE_MARK = re.compile(
    r"(?:\bTREE|\b[a-z]*(?:zNodes|treeNodes|treeData|nodeData))\b[\"']?\s{0,20}[:=]\s{0,20}(?=\[)", re.IGNORECASE
)
_NODE = re.compile(r"\{([^{}]{5,600})\}")
_FIELD = re.compile(r"""["']?(\w{1,20})["']?\s{0,9}:\s{0,9}(?:"([^"\n]{0,300})"|'([^'\n]{0,300})'|(-?\d{1,20}))""")
_DTREE = re.compile(
    r"""\.add\(\s{0,9}'?(-?\w{1,20})'?\s{0,9},\s{0,9}'?(-?\w{1,20})'?\s{0,9},\s{0,9}"""
    r"""(?:"([^"\n]{1,60})"|'([^'\n]{1,60})')\s{0,9},\s{0,9}(?:"([^"\n]{1,300})"|'([^'\n]{1,300})')"""
)


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A column of a tree. `url` is as written, empty where the tree has numbers only; `parent` is a name."""

    number: str
    name: str
    url: str
    parent: str


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    above: str
    name: str
    url: str


def script_trees(scripts: Iterable[str]) -> Iterator[TreeNode]:
    """Yield the columns of the trees in the scripts of a page, at most MOST_NODES of a script."""
    for script in scripts:
        text = script[:LONGEST_SCRIPT]
        if "odes" not in text and "tree" not in text.lower() and ".add(" not in text:
            continue
        rows = list(islice(chain(_listed(text), _added(text)), MOST_NODES))
        names = {row.number: row.name for row in rows}
        for row in rows:
            yield TreeNode(row.number, row.name, row.url, names.get(row.above, ""))


def _listed(text: str) -> Iterator[_Row]:
    """Read a list of nodes: as JSON, or node by node where it is written as JavaScript."""
    for mark in islice(_TREE_MARK.finditer(text), MOST_TREES):
        try:
            rows, _ = json.JSONDecoder().raw_decode(text, mark.end())
        except (ValueError, RecursionError):
            end = text.find("];", mark.end())
            for node in _NODE.finditer(text, mark.end(), end if end > 0 else len(text)):
                yield _row({one[1].lower(): one[2] or one[3] or one[4] or "" for one in _FIELD.finditer(node[1])}, "")
        else:
            yield from _nested(rows)


def _nested(rows: list[object]) -> Iterator[_Row]:
    stack: list[tuple[object, str]] = [(each, "") for each in reversed(rows)]
    while stack:
        each, above = stack.pop()
        if not isinstance(each, dict):
            continue
        row = _row({str(key).lower(): str(value) for key, value in each.items() if isinstance(value, str | int)}, above)
        yield row
        for key in ("children", "nodes", "child", "childs", "sub"):
            if isinstance(below := each.get(key), list):
                stack.extend((child, row.number) for child in reversed(below))


def _row(fields: Mapping[str, str], above: str) -> _Row:
    def first(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name)), "")

    return _Row(
        number=first("id", "channelid", "nodeid"),
        above=above or first("pid", "parentid", "parent_id"),
        name=first("name", "text", "title", "label"),
        url=first("url", "href", "link", "jump_url"),
    )


def _added(text: str) -> Iterator[_Row]:
    for node in _DTREE.finditer(text):
        yield _Row(node[1], node[2], node[3] or node[4], node[5] or node[6])
