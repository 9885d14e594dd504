"""大汉 jcms with jpage: /col/col123/index.html, rows as CDATA records of an XML script, a data proxy for further pages."""

# ruff: noqa: E501 -- lines of HTML and of prose

from collections.abc import Callable
from functools import partial

from tests.mockgov.answer import Answer
from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, entries, page_count
from tests.mockgov.nouns import Fault, Form, MockColumn
from tests.mockgov.prose import number


class Jpage(Template):
    """A 大汉-like site."""

    def ident(self, words: str) -> int:
        """Return the number of a column."""
        return 10000 + number(self.site.host, self.site.base, words) % 89999

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """One address for all pages; the page number is only in the fragment for the script."""
        return f"col/col{self.ident(column.path)}/index.html" + (f"?pageNum={number}" if number > 1 else "")

    def hub_path(self, directory: str) -> str:
        """A column like the others."""
        return f"col/col{self.ident(directory)}/index.html"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """Year, month and day as directories without leading zeros."""
        if entry.day is None:
            return f"art/art_{self.ident(column.path)}_{entry.ident}.html"
        day = entry.day
        return f"art/{day.year}/{day.month}/{day.day}/art_{self.ident(column.path)}_{entry.ident}.html"

    def home_day(self, day: object) -> str:
        """Month and day in a b."""
        return f"<b>{day:%m-%d}</b>" if day else ""

    def rows_url(self, column: MockColumn) -> str:
        """The data proxy."""
        ident = self.ident(column.path)
        return f"module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&columnid={ident}&unitid={ident + 7}&webid=1&path=/&col=1&appid=1"

    def datastore(self, column: MockColumn, rows: list[Entry]) -> str:
        """Return rows as the XML that both the page and the data proxy carry."""
        records = "\n".join(
            f'<record><![CDATA[<li class="clearfix">{"<i>置顶</i>" if row.pinned else ""}<a target="_blank" href="{self.link("", self.entry_path(column, row))}" '
            f'title="{row.title}">{row.title}</a>{f"<b>{row.day}</b>" if row.day else ""}</li>]]></record>'
            for row in rows
        )
        total = page_count(column) * len(rows)
        following = self.link("", self.rows_url(column).replace("startrecord=1&", "startrecord=46&"))
        return (
            f'<datastore><nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup><totalrecord>{total}</totalrecord>'
            f"<totalpage>{page_count(column)}</totalpage><recordset>{records}</recordset></datastore>"
        )

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """An empty frame and the rows in a script of type text/xml."""
        return (
            f'<div id="{self.ident(column.path) + 7}" class="default_pgContainer"><script type="text/xml">'
            f"{self.datastore(column, rows)}</script></div>"
        )

    def script_list(self, here: str, column: MockColumn) -> str:
        """A frame whose datastore holds no record: the rows come from the data proxy."""
        frame = f'<div id="{self.ident(column.path) + 7}"><script type="text/xml"><datastore><recordset></recordset></datastore></script></div>'
        return frame + self.pager(here, column, 1)

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """The vendor's script call."""
        return (
            f'<script>$("#{self.ident(column.path) + 7}").jpage({{nTotalRecord: {page_count(column) * column.rows}, nPerPage: 15, '
            f"nCurrentPage: {number}, dataSrc: '{self.link('', self.rows_url(column))}'}});</script>"
        )

    def rows_answer(self, column: MockColumn) -> Answer:
        """The data proxy answers XML, all pages at once."""
        rows = [row for page in range(1, min(page_count(column), 3) + 1) for row in entries(self.site, column, page)]
        return Answer(self.datastore(column, rows).encode(), "text/xml; charset=utf-8")

    def more_routes(self) -> dict[str, Callable[[], Answer]]:
        """Every list has its data proxy, whether its page needs it or not."""
        lists = [
            column for column in self.site.columns if column.form is Form.LIST and column.fault is not Fault.SOFT_404
        ]
        return {self.rows_url(column): partial(self.rows_answer, column) for column in lists}

    def extra_metas(self) -> str:
        """The vendor prints when the page was made, which is no publication date."""
        return f'<meta name="Maketime" content="{self.site.today} 08:15:00">\n'
