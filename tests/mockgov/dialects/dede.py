"""DedeCMS (织梦): /a/tzgg/, list_12_2.html, /a/tzgg/2021/0519/345.html, listbox and pagelist, GBK."""

# ruff: noqa: E501 -- lines of HTML and of prose

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn


class Dede(Template):
    """A 织梦-like site."""

    charset = "gb2312"

    def kind(self, path: str) -> int:
        """Return the number of a column."""
        return 1 + self.order(path)

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """A directory; the further pages name column and page."""
        return f"a/{column.path}/" + (f"list_{self.kind(column.path)}_{number}.html" if number > 1 else "")

    def hub_path(self, directory: str) -> str:
        """A directory too."""
        return f"a/{directory}/"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The year, then month and day as directories."""
        day = f"{entry.day:%Y/%m%d}/" if entry.day else ""
        return f"a/{column.path}/{day}{entry.ident}.html"

    def home_day(self, day: object) -> str:
        """Month and day; the year stands in the link."""
        return f'<span class="date">{day:%m-%d}</span>' if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """The vendor's list_article.htm: a labelled moment in small print, then a summary."""
        items = "\n".join(
            f'<li>{"<b>[置顶]</b> " if row.pinned else ""}<a href="{self.link(here, self.entry_path(column, row))}" class="title">{row.title}</a>'
            f'<span class="info">{f"<small>日期：</small>{row.day} 09:30:00" if row.day else ""}<small>点击：</small>{row.ident % 900}</span>'
            f'<p class="intro">{row.title}，各有关单位认真组织实施。</p></li>'
            for row in rows
        )
        return f'<div class="listbox"><ul class="e2">{items}</ul></div>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """The vendor's pagelist."""
        total = page_count(column)
        below = f"list_{self.kind(column.path)}_"
        more = (
            f"<li><a href='{below}{number + 1}.html'>下一页</a></li><li><a href='{below}{total}.html'>末页</a></li>"
            if number < total
            else ""
        )
        return (
            f'<div class="dede_pages"><ul class="pagelist"><li>首页</li><li class="thisclass">{number}</li>{more}'
            f'<li><span class="pageinfo">共 <strong>{total}</strong>页<strong>{total * column.rows}</strong>条</span></li></ul></div>'
        )

    def about(self, entry: Entry) -> str:
        """The vendor's line: labels in small print, a counter by script."""
        when = f"<small>时间:</small>{entry.day} 09:30" if entry.day else ""
        counter = (
            f'<script src="/plus/count.php?view=yes&amp;aid={entry.ident}&amp;mid=1" type="text/javascript"></script>'
        )
        return f'<div class="info">{when}<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>{counter}次</div>'

    def extra_metas(self) -> str:
        """The vendor's styles."""
        return '<link href="/templets/default/style/dedecms.css" rel="stylesheet" media="screen" type="text/css">\n'
