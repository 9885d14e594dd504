"""龙讯 Lonsun: content/column/6786001?pageIndex=2, content/article/16330, a line after each five rows."""

# ruff: noqa: E501 -- lines of HTML and of prose

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn


class Lonsun(Template):
    """A 龙讯-like site."""

    def organ(self, path: str) -> int:
        """Return the number of a column."""
        return 6_786_001 + self.order(path)

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """A number without a suffix; the page is in the query."""
        return f"content/column/{self.organ(column.path)}" + (f"?pageIndex={number}" if number > 1 else "")

    def hub_path(self, directory: str) -> str:
        """A column like the others."""
        return f"content/column/{self.organ(directory)}"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """A number without a suffix, which tells no date."""
        return f"content/article/{entry.ident}"

    def home_day(self, day: object) -> str:
        """The whole date, as no link would prove a year."""
        return f'<span class="right date">{day}</span>' if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """Days to the right, an empty item as a line after five rows."""
        items = "\n".join(
            f'<li><a href="{self.link(here, self.entry_path(column, row))}" target="_blank" class="left" title="{row.title}">{"【置顶】" if row.pinned else ""}{row.title}</a>'
            f"{self.home_day(row.day)}</li>{'<li class=lm_line></li>' if n % 5 == 4 else ''}"
            for n, row in enumerate(rows)
        )
        return f'<div class="navjz"><ul class="doc_list list-{self.organ(column.path)}">{items}</ul></div>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """Counts and links with the number of the page as an attribute."""
        total = page_count(column)
        step = (
            f'<a href="{self.link(here, self.column_path(column, number + 1))}" paged="{number + 1}">下一页</a>'
            if number < total
            else '<a class="disabled">下一页</a>'
        )
        return (
            f'<div class="pagination_index"><span class="pagination_index_num">共 <strong>{total * column.rows if column.newest else 0}</strong> 条</span> '
            f'<a class="disabled">上一页</a> <a class="current">{number}</a> {step}</div>'
        )

    def about(self, entry: Entry) -> str:
        """The vendor's order: the day, the source, the size of the letters."""
        when = f"<span class='fbsj'>发布时间：{entry.day} 09:30</span>" if entry.day else ""
        return f'<div class="wzfbxx"><p>{when} <span class="wzly">信息来源：{self.site.sponsor or self.site.name}</span> <span>字体：【大 中 小】</span></p></div>'

    def extra_metas(self) -> str:
        """The vendor's assets."""
        return '<script src="/assets/javascript/lonsun/ls.pagination.js"></script>\n'
