"""广东统一平台 (NFCMS): /tzgg/index.html, content/post_123.html, and the disclosure tree of /gkmlpt/ with a JSON list."""

# ruff: noqa: E501 -- lines of HTML and of prose

import json
from collections.abc import Callable
from datetime import UTC, datetime, time

from tests.mockgov.answer import Answer
from tests.mockgov.dialects.template import Template
from tests.mockgov.entries import Entry, entries, page_count
from tests.mockgov.nouns import Fault, MockColumn
from tests.mockgov.prose import number


class Gkmlpt(Template):
    """A site of the Guangdong platform. Columns with the fault AJAX are those of the tree."""

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """index.html, then index_2.html; a column of the tree is a fragment of one page."""
        if column.fault is Fault.AJAX:
            return f"gkmlpt/index#{self.ident(column)}"
        return f"{column.path}/index{f'_{number}' if number > 1 else ''}.html"

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """The address tells no date."""
        return f"{column.path}/content/post_{entry.ident}.html"

    def home_day(self, day: object) -> str:
        """The whole date, as no link would prove a year."""
        return f'<span class="time">{day}</span>' if day else ""

    def ident(self, column: MockColumn) -> int:
        """Return the number of a column in the tree."""
        return 1000 + number(self.site.host, column.path) % 8999

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """Rows with a time span."""
        items = "\n".join(
            f'<li>{"<i class=top>置顶</i>" if row.pinned else ""}<a href="{self.link(here, self.entry_path(column, row))}">{row.title}</a>'
            f"{f'<span class=time>{row.day}</span>' if row.day else ''}</li>"
            for row in rows
        )
        return f'<ul class="newList">{items}</ul>'

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """Plain links."""
        links = [f"<span>第 {number} 页</span>"]
        if number < page_count(column):
            links.append(f'<a class="next" href="{self.link(here, self.column_path(column, number + 1))}">下一页</a>')
        return f'<div class="page">{"".join(links)}</div>'

    def extra_metas(self) -> str:
        """The platform's script and the archive slot that holds a date of no meaning."""
        return '<script>window.NFCMS_SITE_ID=1; var guidang = "7070年01月01日";</script>\n'

    def rows_url(self, column: MockColumn) -> str:
        """The JSON list of a column of the tree."""
        return f"gkmlpt/api/all/{self.ident(column)}?page=1&sid=1"

    def rows_answer(self, column: MockColumn) -> Answer:
        """Articles with their publication as epoch seconds, 09:30 in China."""
        articles = [
            {
                "id": row.ident,
                "title": row.title,
                "url": f"http://{self.site.host}{self.link('', self.entry_path(column, row))}",
                "display_publish_time": int(datetime.combine(row.day, time(1, 30), UTC).timestamp()) if row.day else 0,
            }
            for row in entries(self.site, column)
        ]
        found = {"articles": articles, "total": len(articles)}
        return Answer(json.dumps(found, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def more_routes(self) -> dict[str, Callable[[], Answer]]:
        """The page of the tree, where there is one."""
        tree = [column for column in self.site.columns if column.fault is Fault.AJAX]
        return {"gkmlpt/index": self.tree_page} if tree else {}

    def tree_page(self) -> Answer:
        """Return the page of the tree: its columns in a script, its rows by script only."""
        tree = [{"id": self.ident(c), "name": c.name} for c in self.site.columns if c.fault is Fault.AJAX]
        api = self.link("", "gkmlpt/api/all/")
        script = f"""window._CONFIG = {{SID: 1, TREE: {json.dumps(tree, ensure_ascii=False)}}};
fetch("{api}" + (location.hash.slice(1) || {tree[0]["id"]}) + "?page=1&sid=1").then(function (a) {{ return a.json(); }}).then(function (found) {{
  document.getElementById("rows").innerHTML = found.articles.map(function (row) {{
    return '<li><a href="' + row.url + '">' + row.title + '</a><span>' + new Date((row.display_publish_time + 28800) * 1000).toISOString().slice(0, 10) + '</span></li>';
  }}).join("");
}});"""
        return self.finish(
            "gkmlpt/index",
            f"信息公开目录-{self.site.name}",
            f'<div class="tree"></div><ul id="rows"></ul><script>{script}</script>',
        )
