"""博达 VSB: tzgg.htm, pages that count down (tzgg/2.htm), info/1001/2345.htm, a winstyle table with its pager."""

# ruff: noqa: E501 -- lines of HTML and of prose

from posixpath import dirname, relpath

from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, page_count
from tests.mockgov.nouns import MockColumn


class Vsb(Template):
    """A 博达-like site."""

    home = "index.htm"

    def link(self, here: str, path: str) -> str:
        """Return a relative link, as the vendor writes them."""
        return relpath("/" + (path or self.home), dirname("/" + here))

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """A file for the first page; the further ones are numbered from the last."""
        return f"{column.path}.htm" if number == 1 else f"{column.path}/{page_count(column) - number + 1}.htm"

    def hub_path(self, directory: str) -> str:
        """A column like the others."""
        return f"{directory}.htm"

    def tree(self, column: MockColumn) -> int:
        """Return the number of a column in its tree."""
        return 1001 + self.order(column.path)

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The address tells no date."""
        return f"info/{self.tree(column)}/{entry.ident}.htm"

    def home_day(self, day: object) -> str:
        """The whole date, as no link would prove a year."""
        return f'<span class="timestyle1001">{day}</span>' if day else ""

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """One table row an entry; the pager is a row of the same table."""
        style = 100000 + self.tree(column)
        items = "\n".join(
            f'<tr height="20" id="line{style}_{n}"><td width="3%" class="leaderfont{style}">·</td><td width="87%">{"[置顶]" if row.pinned else ""}'
            f'<a class="c{style}" href="{self.link(here, self.entry_path(column, row))}" target="_blank" title="{row.title}">{row.title}</a></td>'
            f'<td width="10%"><span class="timestyle{style}">{f"{row.day:%Y/%m/%d}&nbsp;" if row.day else ""}</span></td></tr>'
            for n, row in enumerate(rows)
        )
        return (
            f'<table class="winstyle{style}" cellspacing="0" cellpadding="0">{items}'
            f'<tr><td colspan="3" align="center">{self.pages(here, column, number)}</td></tr></table>'
        )

    def pages(self, here: str, column: MockColumn, number: int) -> str:
        """Return the vendor's pager."""
        total = page_count(column)
        following = self.link(here, self.column_path(column, number + 1)) if number < total else ""
        step = (
            f'<span class="p_next p_fun"><a href="{following}">下页</a></span>'
            if following
            else '<span class="p_next_d p_fun_d">下页</span>'
        )
        return (
            f'<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_t">共{total * column.rows if column.newest else 0}条</span>'
            f'<span class="p_pages"><span class="p_first_d p_fun_d">首页</span><span class="p_prev_d p_fun_d">上页</span>'
            f'<span class="p_no_d">{number}</span>{step}</span></div>'
        )

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """It stands in the table of the rows."""
        return ""

    def article_text(self, text: str) -> str:
        """The vendor's frames around the text."""
        return f'<div id="vsb_content"><div class="v_news_content">{text}</div></div>'

    def extra_metas(self) -> str:
        """The vendor's comment and styles."""
        return '<!--Announced by Visual SiteBuilder 9--><link rel="stylesheet" type="text/css" href="/_sitegray/_sitegray_d.css">\n'
