"""SiteServer CMS: channels/12.html, channels/12_2.html, contents/12/345.html, assets below sitefiles."""

# ruff: noqa: E501 -- lines of HTML and of prose

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn


class Siteserver(Template):
    """A SiteServer-like site."""

    def channel(self, path: str) -> int:
        """Return the number of a channel."""
        return 12 + self.order(path)

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """The number of the channel, then that of the page."""
        return f"channels/{self.channel(column.path)}{f'_{number}' if number > 1 else ''}.html"

    def hub_path(self, directory: str) -> str:
        """A channel like the others."""
        return f"channels/{self.channel(directory)}.html"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """Channel and content; the address tells no date."""
        return f"contents/{self.channel(column.path)}/{entry.ident}.html"

    def home_day(self, day: object) -> str:
        """The whole date, as no link would prove a year."""
        return f"<span>{day}</span>" if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """Title and day are dt and dd side by side."""
        items = "\n".join(
            f'<dt>{"<i>置顶</i>" if row.pinned else ""}<a href="{self.link(here, self.entry_path(column, row))}" target="_blank">{row.title}</a></dt>'
            f"<dd>{row.day or ''}</dd>"
            for row in rows
        )
        return f'<dl class="infolist">{items}</dl>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """The page items of an stl:pageContents."""
        total = page_count(column)
        following = (
            f'<a href="{self.link(here, self.column_path(column, number + 1))}">下一页</a>'
            if number < total
            else "<span>下一页</span>"
        )
        return f'<div class="pager"><span>首页</span> <span>上一页</span> {following} <span>末页</span> {number}/{total}页</div>'

    def extra_metas(self) -> str:
        """The assets of the vendor."""
        return '<script src="/sitefiles/assets/jquery/jquery-1.9.1.min.js"></script>\n'
