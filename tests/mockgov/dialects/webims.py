"""WebIMS: /columns/<uuid>/index.html, articles by month and day under a uuid, title and day in the link, NewsArticlePubDay."""

# ruff: noqa: E501 -- lines of HTML and of prose

from uuid import UUID

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn
from tests.mockgov.prose import number


class Webims(Template):
    """A WebIMS-like site."""

    def uuid(self, *words: object) -> UUID:
        """Return the key of a column or an article."""
        return UUID(int=number(self.site.host, self.site.base, *words) << 64 | number(*words), version=4)

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """index.html, then index_2.html."""
        return f"columns/{self.uuid(column.path)}/index{f'_{number}' if number > 1 else ''}.html"

    def hub_path(self, directory: str) -> str:
        """A column like the others."""
        return f"columns/{self.uuid(directory)}/index.html"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """Month and day as directories below the column."""
        day = f"{entry.day:%Y%m/%d}/" if entry.day else ""
        return f"columns/{self.uuid(column.path)}/{day}{self.uuid(column.path, entry.ident)}.html"

    def home_day(self, day: object) -> str:
        """Month and day; the year stands in the link."""
        return f"<span>{day:%m-%d}</span>" if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """Title and day are spans of the link."""
        items = "\n".join(
            f'<li><a href="{self.link(here, self.entry_path(column, row))}" target="_blank"><span class="title">{"[置顶]" if row.pinned else ""}{row.title}</span>'
            f"{f'<span class=date>{row.day}</span>' if row.day else ''}</a></li>"
            for row in rows
        )
        return f'<div class="con"><ul class="list">{items}</ul></div>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """Plain links."""
        total = page_count(column)
        following = (
            f'<a href="{self.link(here, self.column_path(column, number + 1))}">下一页</a>'
            if number < total
            else "<a>下一页</a>"
        )
        return f'<div class="pages"><a>上一页</a> <span>{number} / {total}</span> {following}</div>'

    def about(self, entry: Entry) -> str:
        """The vendor's class names the day, which no label does."""
        when = f'<span class="NewsArticlePubDay">{entry.day} 09:30</span>' if entry.day else ""
        return f'<div class="NewsArticleInfo">{when}<span class="NewsArticleSource">来源：{self.site.sponsor or self.site.name}</span></div>'

    def extra_metas(self) -> str:
        """The vendor signs its pages."""
        return '<meta name="author" content="WebIMS">\n'
