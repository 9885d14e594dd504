"""Formats of a workbook, made when first asked for."""

from typing import Any

import xlsxwriter

FONT = {"font_name": "等线", "font_size": 11, "valign": "vcenter"}
GREY = {"border": 1, "border_color": "#BFBFBF"}
FORMATS: dict[str, dict[str, Any]] = {
    "title": FONT | {"bold": True, "font_size": 14},
    "header": FONT
    | {
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "bg_color": "#DCE6F1",
        "border_color": "#7F7F7F",
    },
    "text": FONT | GREY | {"text_wrap": True},
    "short": FONT | GREY | {"align": "center"},
    "link": FONT | GREY | {"text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "date": FONT | GREY | {"align": "center", "num_format": "yyyy-mm-dd"},
    "note": FONT | {"italic": True, "font_color": "#595959"},
}


class Formats:
    """The formats of one workbook by name; `percent2` is that of percentages of two decimals."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return a format."""
        if name not in self._made:
            own = FORMATS.get(name) or FORMATS["short"] | {"num_format": _percent(int(name.removeprefix("percent")))}
            self._made[name] = self._workbook.add_format(own)
        return self._made[name]


def _percent(decimals: int) -> str:
    return f"0.{'0' * decimals}%" if decimals else "0%"
