"""JEECMS: tzgg/index.jhtml, index_2.jhtml, tzgg/9010.jhtml, a pager that goes on by onclick, /r/cms/."""

# ruff: noqa: E501 -- lines of HTML and of prose

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn


class Jeecms(Template):
    """A JEECMS-like site."""

    home = "index.jhtml"

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """index.jhtml, then index_2.jhtml."""
        return f"{column.path}/index{f'_{number}' if number > 1 else ''}.jhtml"

    def hub_path(self, directory: str) -> str:
        """A column like the others."""
        return f"{directory}/index.jhtml"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The address tells no date."""
        return f"{column.path}/{entry.ident}.jhtml"

    def home_day(self, day: object) -> str:
        """The whole date, as no link would prove a year."""
        return f'<span class="fr">[{day}]</span>' if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """The day in brackets; a rule after five rows splits the list into frames."""
        items = [
            f'<li>{"<b class=top>置顶</b>" if row.pinned else ""}<a href="{self.link(here, self.entry_path(column, row))}" title="{row.title}">{row.title}</a>'
            f"{f'<em>[{row.day}]</em>' if row.day else ''}</li>"
            for row in rows
        ]
        frames = [f"<ul>{''.join(items[n : n + 5])}</ul>" for n in range(0, len(items), 5)] or ["<ul></ul>"]
        return f'<div class="newslist">{"<hr>".join(frames)}</div>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """Counts, then steps by script."""
        total = page_count(column)
        steps = [("首页", 1), ("上一页", number - 1), ("下一页", number + 1), ("尾页", total)]
        links = " ".join(
            f'<a href="javascript:void(0);" onclick="location.href=\'{self.link(here, self.column_path(column, to))}\';">{word}</a>'
            if 0 < to <= total and to != number
            else f'<a disabled="disabled">{word}</a>'
            for word, to in steps
        )
        return f'<div class="pagebar"> 共{total * column.rows if column.newest else 0}条记录 {number}/{total}页 {links}</div>'

    def about(self, entry: Entry) -> str:
        """Source and author before the moment, a counter behind it."""
        when = f"发布时间：{entry.day} 09:30:00" if entry.day else ""
        return f'<div class="msgbar">来源： 作者：系统管理员 {when} 浏览次数：<span id="views">0</span></div>'

    def extra_metas(self) -> str:
        """The vendor's resources."""
        return '<link href="/r/cms/www/default/css/style.css" rel="stylesheet" type="text/css">\n<script src="/r/cms/front.js"></script>\n'
