"""开普 ucap: /c100492/list.shtml, articles by month under a hash, 页面生成时间 in a meta."""

# ruff: noqa: E501 -- lines of HTML and of prose

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn
from tests.mockgov.prose import number


class Ucap(Template):
    """A ucap-like site."""

    home = "index.shtml"

    def directory(self, path: str) -> str:
        """Return the directory of a column."""
        return f"c{100000 + number(self.site.host, self.site.base, path) % 99999}"

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """list.shtml, then list_2.shtml."""
        return f"{self.directory(column.path)}/list{f'_{number}' if number > 1 else ''}.shtml"

    def hub_path(self, directory: str) -> str:
        """A column like the others."""
        return f"{self.directory(directory)}/list.shtml"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The month as a directory, then a hash; the day is not in the address."""
        month = f"{entry.day:%Y%m}" if entry.day else "page"
        return f"{self.directory(column.path)}/{month}/{number(entry.ident, entry.title):016x}{entry.ident:016x}.shtml"

    def home_day(self, day: object) -> str:
        """Month and day; the year and month stand in the link."""
        return f'<span class="date">{day:%m-%d}</span>' if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """The day before the title."""
        items = "\n".join(
            f'<li>{f"<span class=date>{row.day}</span>" if row.day else ""}<a href="{self.link(here, self.entry_path(column, row))}">'
            f"{'【置顶】' if row.pinned else ''}{row.title}</a></li>"
            for row in rows
        )
        return f'<div class="list_div"><ul class="list_ul">{items}</ul></div>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """The vendor's script call."""
        total = page_count(column)
        return (
            f'<div id="page_div"></div><script>createPageHTML("page_div", {total}, {number}, "list", "shtml", '
            f"{total * column.rows});</script>"
        )

    def extra_metas(self) -> str:
        """The vendor prints when the page was made, which is no publication date."""
        return f'<meta name="others" content="页面生成时间 {self.site.today} 08:15:00">\n'
