"""新点 Epoint: numbered categories (003/003001/moreinfo.html), articles by day under a GUID, ewb- styles."""

# ruff: noqa: E501 -- lines of HTML and of prose

from uuid import UUID

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn
from tests.mockgov.prose import number


class Epoint(Template):
    """A 新点-like site."""

    def category(self, column: MockColumn) -> str:
        """Return the directory of a column: three digits for its category, three more for what is below it."""
        first, _, below = column.path.partition("/")
        paths = [each.path for each in self.site.columns]
        tops = list(dict.fromkeys(path.partition("/")[0] for path in paths))
        top = f"{tops.index(first) + 1:03d}"
        return f"{top}/{top}{paths.index(column.path) + 1:03d}" if below else top

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """moreinfo.html, then the bare number of the page."""
        return f"{self.category(column)}/{'moreinfo' if number == 1 else number}.html"

    def hub_path(self, directory: str) -> str:
        """The page above the categories."""
        return f"{self.category(self.children(directory)[0])[:3]}/subpage.html"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The day as a directory, then a GUID."""
        guid = UUID(int=number(entry.ident, entry.title) << 64 | entry.ident)
        return f"{self.category(column)}/{f'{entry.day:%Y%m%d}/' if entry.day else ''}{guid}.html"

    def home_day(self, day: object) -> str:
        """Month and day; the year stands in the link."""
        return f'<span class="ewb-date">{day:%m-%d}</span>' if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """The vendor's list classes."""
        items = "\n".join(
            f'<li class="ewb-list-node clearfix"><a href="{self.link(here, self.entry_path(column, row))}" class="ewb-list-name" target="_blank" title="{row.title}">'
            f"{'<font color=red>[顶]</font>' if row.pinned else ''}{row.title}</a>{f'<span class=ewb-list-date>{row.day}</span>' if row.day else ''}</li>"
            for row in rows
        )
        return f'<div class="ewb-list-bd"><ul class="ewb-list">{items}</ul></div>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """Counts and steps as items of a list."""
        total = page_count(column)
        step = (
            f'<a href="{self.link(here, self.column_path(column, number + 1))}">下页 &gt;</a>'
            if number < total
            else '<a class="disabled">下页 &gt;</a>'
        )
        return (
            f'<div class="ewb-page"><ul class="ewb-page-items clearfix"><li class="ewb-page-li"><span>{number}/{total}</span></li>'
            f'<li class="ewb-page-li ewb-page-hover"><a>{number}</a></li><li class="ewb-page-li">{step}</li></ul></div>'
        )

    def about(self, entry: Entry) -> str:
        """The vendor's line in brackets."""
        when = f"【信息发布时间：{entry.day}　阅读次数：<span id='infoViewCount'>0</span>】" if entry.day else ""
        return f'<p class="ewb-article-sources">{when}【我要打印】【关闭】</p>'
