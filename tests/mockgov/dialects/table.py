"""An old template of no known vendor: tables, list.asp?cid=12, GB2312."""

# ruff: noqa: E501 -- lines of HTML and of prose

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn
from tests.mockgov.prose import number


class Table(Template):
    """An old site made of tables."""

    charset = "gb2312"
    home = "index.asp"

    def ident(self, path: str) -> int:
        """Return the number of a column."""
        return 10 + number(self.site.host, self.site.base, path) % 9989

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """The column and the page are in the query."""
        return f"list.asp?cid={self.ident(column.path)}{f'&page={number}' if number > 1 else ''}"

    def hub_path(self, directory: str) -> str:
        """A column like the others."""
        return f"list.asp?cid={self.ident(directory)}"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The address tells no date."""
        return f"show.asp?id={entry.ident}"

    def home_day(self, day: object) -> str:
        """The whole date, as no link would prove a year."""
        return f"<font color=gray>[{day}]</font>" if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """One table row an entry."""
        items = "\n".join(
            f'<tr><td width="16">·</td><td align="left">{"<b>[顶]</b>" if row.pinned else ""}<a href="{self.link(here, self.entry_path(column, row))}">'
            f'{row.title}</a></td><td width="90">{f"[{row.day.year}/{row.day.month}/{row.day.day}]" if row.day else ""}</td></tr>'
            for row in rows
        )
        return f'<table width="92%" border="0" cellspacing="0">{items}</table>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """Plain links in a cell."""
        total = page_count(column)
        following = (
            f'<a href="{self.link(here, self.column_path(column, number + 1))}">下一页</a>'
            if number < total
            else "下一页"
        )
        return f"<table><tr><td>第{number}页/共{total}页 {following} 转到<input size=2></td></tr></table>"
