"""An answer of the mock web, and the mark that every page of it carries."""

# ruff: noqa: E501 -- lines of HTML and of prose

from dataclasses import dataclass, field

MARK = '<div class="simulated" style="background:#fd0;text-align:center">模拟页面 · simulated by govcrawl tests</div>'
HEADER = "X-Govcrawl-Simulated"
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and headers; `fault` tells the server how to misbehave on the wire."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    fault: str = ""


def page(html: str, charset: str = "utf-8", declared: str = "", status: int = 200, fault: str = "") -> Answer:
    """Return an HTML answer whose bytes may differ from the charset it declares."""
    body = html.encode(charset, "xmlcharrefreplace")
    return Answer(body, f"text/html; charset={declared or charset}", status, fault=fault)


def simple(title: str, text: str, status: int = 200) -> Answer:
    """Return a page of one sentence."""
    html = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{MARK}<h1>{title}</h1><p>{text}</p></body></html>'
    return page(html, status=status)
