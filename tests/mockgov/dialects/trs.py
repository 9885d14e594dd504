"""拓尔思 TRS WCM: a column is a directory, relative links, t20210519_123456.html, createPageHTML."""

# ruff: noqa: E501 -- lines of HTML and of prose

from posixpath import dirname, relpath

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn


class Trs(Template):
    """A TRS-like site."""

    def link(self, here: str, path: str) -> str:
        """Return a relative link, as the vendor writes them."""
        target = relpath("/" + path, dirname("/" + here))
        return (target if target.startswith(".") else "./" + target) + ("/" if path.endswith("/") or not path else "")

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """Directories for the first page, index_1.html for the second."""
        return f"{column.path}/" if number == 1 else f"{column.path}/index_{number - 1}.html"

    def more_path(self, column: MockColumn) -> str:
        """The same page by its file name."""
        return f"{column.path}/index.html"

    def hub_path(self, directory: str) -> str:
        """A directory too."""
        return f"{directory}/"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The month as a directory, the day in the file name."""
        if entry.day is None:
            return f"{column.path}/a{entry.ident}.html"
        return f"{column.path}/{entry.day:%Y%m}/t{entry.day:%Y%m%d}_{entry.ident}.html"

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """Rows of a list with the day in a span."""
        items = "\n".join(
            f'<li>{"<b>[置顶]</b>" if row.pinned else ""}<a href="{self.link(here, self.entry_path(column, row))}" target="_blank" title="{row.title}">'
            f"{row.title if len(row.title) < 20 else row.title[:18] + '...'}</a>{f'<span>{row.day}</span>' if row.day else ''}</li>"
            for row in rows
        )
        return f'<div class="gl_list"><ul>{items}</ul></div>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """The vendor's script call."""
        return f'<div class="page"><script>createPageHTML({page_count(column)}, {number - 1}, "index", "html");</script></div>'
