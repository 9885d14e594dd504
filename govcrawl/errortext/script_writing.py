"""Markup that scripts of a page write into it: `document.write("...")`, encoded or not. Nothing is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from govcrawl.cms.document import Document

LONGEST = 100_000  # characters of a script that are read
_WRITE = re.compile(r"document\s*\.\s*write(?:ln)?\s*\(|\.innerHTML\s*\+?=")
_SIGNS = ("write", "innerHTML")
_LINK = re.compile(r"<(?:a|area|i?frame|embed)[\s/>]", re.IGNORECASE)
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'", re.DOTALL)
_CODES = re.compile(r"String\s*\.\s*fromCharCode\s*\(([\d\s,x]{1,20000})\)")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Written:
    """Markup that a script writes, and the piece of the page's source that it was read from."""

    html: str
    source: str


def written_by_scripts(document: Document) -> Iterator[Written]:
    """Yield what each script writes, where that links to an address; joined over its literals, decoded."""
    for code in document.codes:
        if not any(sign in code for sign in _SIGNS) or not (place := _WRITE.search(code)):
            continue
        code = code[:LONGEST]
        html = "".join(decoded(double or single) for double, single in _LITERAL.findall(code))
        html += "".join(map(_characters, _CODES.findall(code)))
        if "//" in html and _LINK.search(html):
            yield Written(html, code[place.start() : place.start() + 80])


def decoded(literal: str) -> str:
    """Return what a literal of a script stands for: its escapes, percent codes and entities undone."""

    def one(match: re.Match[str]) -> str:
        if digits := match[1] or match[2]:
            return chr(int(digits, 16))
        return _PLAIN_ESCAPES.get(match[3], match[3])

    text = _ESCAPE.sub(one, literal) if "\\" in literal else literal
    if "%" in text and "%3c" in text.lower():
        text = unquote(_PERCENT_U.sub(lambda match: chr(int(match[1], 16)), text))
    return unescape(text) if "&#" in text or "&lt;" in text else text


def _characters(numbers: str) -> str:
    codes = (int(number, 0) for number in numbers.replace(" ", "").split(",") if number.strip("x\n\t"))
    return "".join(chr(code) for code in codes if 0 < code < 0x110000)
