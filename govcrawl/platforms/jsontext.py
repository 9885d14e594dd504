"""JSON as web servers send it: bare, wrapped in a JSONP call, or in a page that a browser shows as text."""

import json
import re
from collections.abc import Iterator
from typing import Any

_JSONP = re.compile(r"^[\w$.]{1,80}\s*\((.*)\)\s*;?\s*$", re.S)
_PRE = re.compile(r"^\s*<html.{0,600}?<pre[^>]*>(.*?)</pre>", re.S | re.I)
_DEEPEST = 12  # deeper than any list of posts; bounds the walk through hostile nesting


def json_of(text: str) -> Any:
    """Return the JSON value that a text is or wraps, or None where it is none."""
    text = text.strip().removeprefix("\ufeff")
    if text[:1] == "<":
        shown = _PRE.match(text)
        text = (
            shown[1].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
            if shown
            else ""
        )
    elif text[:1] not in ("{", "["):
        called = _JSONP.match(text)
        text = called[1] if called else ""
    if text.strip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every object inside a JSON value, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner, depth + 1)


def lists(value: Any, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    """Yield every list of objects inside a JSON value, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from lists(inner, depth + 1)


def text_of(value: Any) -> str:
    """Return a JSON value as one line of text; nothing for null, objects and lists."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def count_of(value: Any) -> int | None:
    """Return a count that is given as a number or as its digits, else None."""
    text = text_of(value)
    return int(text) if text.isascii() and text.isdigit() else None
