"""What all dialects share: routes, navigation, boxes, footer. A dialect says how addresses, rows and pagers look."""

# ruff: noqa: E501 -- lines of HTML and of prose

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial

from tests.mockgov.answer import MARK, PIXEL, Answer, page, simple
from tests.mockgov.boards import beside, letter, letter_text, row_list, shows_letters
from tests.mockgov.entries import Entry, entries, page_count, place
from tests.mockgov.guides import PLATFORM, Guide, form_path, guide_of, guide_text, guides
from tests.mockgov.links import COLUMNS, HOME, is_missing, planted, trapped
from tests.mockgov.marks import footer_marks, page_tags, shown_name
from tests.mockgov.nouns import Blemish, Fault, Form, MockColumn, MockSite
from tests.mockgov.prose import number, paragraphs
from tests.mockgov.relations import counterpart, related
from tests.mockgov.search import PAGE, Search, header, searched

WEEKDAYS = "一二三四五六日"


class Template:
    """A site in one dialect. Subclasses give addresses, rows, pagers and metas."""

    charset = "utf-8"
    home = "index.html"
    list_class = "list"

    def __init__(self, site: MockSite) -> None:
        self.site = site

    # What a dialect decides

    def column_path(self, column: MockColumn, number: int = 1) -> str:
        """Return the address of a list page, below the site's base."""
        raise NotImplementedError

    def entry_path(self, column: MockColumn, entry: Entry) -> str:
        """Return the address of an article, below the site's base."""
        raise NotImplementedError

    def listing(self, here: str, column: MockColumn, rows: list[Entry], number: int) -> str:
        """Return the record block of a list page."""
        raise NotImplementedError

    def pager(self, here: str, column: MockColumn, number: int) -> str:
        """Return the links or scripts that lead to the other list pages."""
        raise NotImplementedError

    def hub_path(self, directory: str) -> str:
        """Return the address of the page above second-level columns."""
        return f"{directory}/index.html"

    def more_path(self, column: MockColumn) -> str:
        """Return what 更多 links to; some vendors write the same page in another way here."""
        return self.column_path(column)

    def home_day(self, day: date | None) -> str:
        """Return how a box of the home page prints a day: without its year, which the link then proves."""
        return f"<span>[{day:%m-%d}]</span>" if day else ""

    def about(self, entry: Entry) -> str:
        """Return the line below the title of an article: its labelled date and its source."""
        when = f"发布日期：{entry.day} 09:30" if entry.day else ""
        return (
            f'<div class="about"><span>{when}</span> <span>来源：{self.site.sponsor or place(self.site)}</span></div>'
        )

    def article_text(self, text: str) -> str:
        """Return the frame of an article's paragraphs."""
        return f'<div class="text">{text}</div>'

    def rows_url(self, column: MockColumn) -> str:
        """Return where the script of a list without rows fetches them."""
        return f"api/rows/{number(self.site.host, column.path) % 10**6}.json"

    def script_list(self, here: str, column: MockColumn) -> str:
        """Return a list whose rows only a script can fill in."""
        return f"""<div class="{self.list_class}"><ul id="rows"></ul></div><script>
fetch("{self.link(here, self.rows_url(column))}").then(function (answer) {{ return answer.json(); }}).then(function (found) {{
  document.getElementById("rows").innerHTML = found.rows.map(function (row) {{
    return '<li><a href="' + row.url + '">' + row.title + '</a><span>' + row.date + '</span></li>';
  }}).join("");
}});</script>"""

    def extra_metas(self) -> str:
        """Return the metas of the vendor."""
        return ""

    def more_routes(self) -> dict[str, Callable[[], Answer]]:
        """Return addresses that only this dialect has."""
        return {}

    # Routes

    def link(self, here: str, path: str) -> str:
        """Return how a page at `here` writes a link to `path`; both are below the base."""
        return self.site.base + path

    def answer(self, path: str) -> Answer | None:
        """Return what the site says to a path with its query, or None where it has no such page."""
        below = path.removeprefix(self.site.base)
        if found := trapped(self.site, below):
            return found
        if is_missing(self.site, below):
            return None
        if below.startswith(f"{PAGE}?"):
            return searched(self.site, below.partition("?")[2], self.charset, self.everything(), self.results)
        if build := self.routes.get(below):
            return build()
        if below.rsplit(".", 1)[-1] in ("gif", "png", "jpg", "ico"):
            return Answer(PIXEL, "image/gif")
        if below.endswith((".css", ".js")):
            return Answer(b"/* simulated */", "text/css" if below.endswith("css") else "application/javascript")
        return None

    @cached_property
    def routes(self) -> dict[str, Callable[[], Answer]]:
        """Every address of the site and what makes its page."""
        found: dict[str, Callable[[], Answer]] = {"": self.home_page, self.home: self.home_page}
        for directory in self.hubs:
            found[self.hub_path(directory)] = partial(self.hub_page, directory)
        for column in self.site.columns:
            found[self.more_path(column)] = partial(self.column_page, column, 1)
            for page_number in range(1, page_count(column) + 1):
                found[self.column_path(column, page_number)] = partial(self.column_page, column, page_number)
            for page_number in range(1, min(page_count(column), 3) + 1):
                for row in entries(self.site, column, page_number):
                    found[self.entry_path(column, row)] = partial(self.article_page, column, row)
            for row in entries(self.site, column) if column.form is Form.GUIDES else ():
                if guide_of(self.site, row.ident) is Guide.FORM:
                    found[form_path(row.ident)] = partial(Answer, b"simulated form", "application/msword")
            if column.fault is Fault.AJAX:
                found[self.rows_url(column)] = partial(self.rows_answer, column)
        if self.site.search != Search.MISSING:
            form = f'<form action="{PAGE}"><input name="q"><button>搜索</button></form>'
            found[PAGE] = partial(self.finish, PAGE, "站内搜索", form)
        if Blemish.FOOTER_IN_FRAME in self.site.blemishes:
            found["footer.html"] = partial(simple, "页脚", footer_marks(self.site, home=True, column=False))
        found["write.html"] = partial(self.finish, "write.html", "我要留言", "<form><textarea></textarea></form>")
        found["sitemap.html"] = self.sitemap_page
        return found | self.more_routes()

    def rows_answer(self, column: MockColumn) -> Answer:
        """Return the rows that a script fetches, as JSON."""
        rows = [
            {"title": row.title, "url": self.link("", self.entry_path(column, row)), "date": str(row.day)}
            for row in entries(self.site, column)
        ]
        return Answer(json.dumps({"total": len(rows), "rows": rows}, ensure_ascii=False).encode(), "application/json")

    # Pages

    @property
    def hubs(self) -> list[str]:
        """Directories that hold second-level columns."""
        return list(dict.fromkeys(column.path.split("/")[0] for column in self.site.columns if column.level > 1))

    def order(self, path: str) -> int:
        """Return the number of a column or hub, which no other of the site has."""
        return [*self.hubs, *(column.path for column in self.site.columns)].index(path)

    def hub_name(self, directory: str) -> str:
        """Return how the navigation calls a directory."""
        return {"zwgk": "政务公开", "bsfw": "办事服务", "hdjl": "互动交流"}.get(directory, "专题")

    def children(self, directory: str) -> list[MockColumn]:
        """Return the columns below a directory."""
        return [column for column in self.site.columns if column.level > 1 and column.path.startswith(directory + "/")]

    def finish(
        self, here: str, title: str, body: str, column: MockColumn | None = None, entry: Entry | None = None
    ) -> Answer:
        """Return a whole page around its middle."""
        site = self.site
        metas = page_tags(site, column, entry)
        head = "\n".join(f'<meta name="{name}" content="{content}">' for name, content in metas)
        wrong = site.fault is Fault.WRONG_CHARSET
        html = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset={self.charset}">
{head}
{self.extra_metas()}<title>{title.replace(site.name, shown_name(site))}</title><link rel="stylesheet" href="{self.link(here, "css/site.css")}">
<script src="{self.link(here, "js/site.js")}"></script></head>
<body>{MARK}
{self.header(here)}
<div class="main">{body}</div>
{self.footer(here, column is not None and entry is None)}
</body></html>"""
        # A page that names GB2312 is written in GBK, its superset, as they are in the field.
        written = "gbk" if self.charset == "gb2312" else self.charset
        return page(html, "gb18030" if wrong else written, self.charset)

    def header(self, here: str) -> str:
        """Return logo, clock, search and navigation."""
        today = self.site.today
        first = [column for column in self.site.columns if column.level == 1]
        items = [f'<li><a href="{self.link(here, "")}">首页</a></li>']
        items += [f'<li><a href="{self.link(here, self.column_path(each))}">{each.name}</a></li>' for each in first]
        for directory in self.hubs:
            inner = "".join(
                f'<li><a href="{self.link(here, self.column_path(column))}">{column.name}</a></li>'
                for column in self.children(directory)
            )
            address = self.link(here, self.hub_path(directory))
            items.append(f'<li><a href="{address}">{self.hub_name(directory)}</a><ul>{inner}</ul></li>')
        if Guide.PLATFORM in guides(self.site):
            items.append(f'<li><a href="{PLATFORM}">网上办事大厅</a></li>')
        return f"""<div class="top"><div class="clock">今天是：{today.year}年{today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}</div>
<a href="javascript:void(0)" onclick="login()">登录</a> {header(self.site, partial(self.link, here))}</div>
<div class="logo"><img src="{self.link(here, "images/logo.png")}" alt="{shown_name(self.site)}"></div>
<div class="nav"><ul>{"".join(items)}</ul></div>{self.neighbours()}"""

    def neighbours(self) -> str:
        """Return links to other sites of the register, whose columns are not this site's."""
        links = "".join(f'<li><a href="{url}">相邻部门</a></li>' for url in self.site.links_to)
        return f'<div class="nav departments"><ul>{links}</ul></div>' if links else ""

    def footer(self, here: str, column: bool = False) -> str:
        """Return the footer with the marks of the fact sheet, 3.1, or the frame that shows it."""
        if Blemish.FOOTER_IN_FRAME in self.site.blemishes:
            return f'<iframe src="{self.link(here, "footer.html")}" width="100%"></iframe>'
        return f"""<div class="links">友情链接：<a href="http://www.province.elsewhere.test/">上级政府网</a> <a href="http://www.media.elsewhere.test/">本地新闻网</a></div>
<div class="footer"><p><a href="{self.link(here, "sitemap.html")}">网站地图</a></p>
{footer_marks(self.site, home=here == self.home, column=column)}
<p>版权所有 © {self.site.today.year} {place(self.site)}　建议使用1024×768分辨率</p></div>"""

    def home_page(self) -> Answer:
        """Return the home page: pictures, then a box for each chosen column."""
        here = self.home
        boxes = []
        for column in self.site.columns:
            if not column.in_home:
                continue
            rows = "".join(
                f'<li><a href="{self.link(here, self.entry_path(column, row))}" title="{row.title}">{row.title[:14]}</a>{self.home_day(row.day)}</li>'
                for row in entries(self.site, column)[:6]
            )
            more = self.link(here, self.more_path(column))
            boxes.append(
                f'<div class="box"><h2><a href="{self.link(here, self.column_path(column))}">{column.name}</a>'
                f'<a class="more" href="{more}">更多&gt;&gt;</a></h2><ul>{rows}</ul></div>'
            )
        pictures = f'<div class="focus"><img src="{self.link(here, "images/focus.jpg")}" alt="宣传图片"></div>'
        topics = planted(self.site, HOME, lambda path: self.link(here, path))
        return self.finish(here, self.site.name, pictures + "\n".join(boxes) + topics)

    def hub_page(self, directory: str) -> Answer:
        """Return the page above second-level columns: a menu and no rows."""
        here = self.hub_path(directory)
        items = "".join(
            f'<li><a href="{self.link(here, self.column_path(column))}">{column.name}</a></li>'
            for column in self.children(directory)
        )
        name = self.hub_name(directory)
        menu = f'<div class="submenu"><h2>{name}</h2><ul>{items}</ul></div>'
        return self.finish(here, f"{name}-{self.site.name}", menu, MockColumn(name, directory, "other", form=Form.TEXT))

    def everything(self) -> Iterator[tuple[str, str]]:
        """Yield title and link of every article."""
        for column in self.site.columns:
            for row in entries(self.site, column):
                yield row.title, self.link(PAGE, self.entry_path(column, row))

    def results(self, middle: str) -> Answer:
        """Return a page of search results."""
        return self.finish(PAGE, "站内搜索", middle)

    def sitemap_page(self) -> Answer:
        """Return the site map."""
        links = (f'<a href="{self.link("sitemap.html", self.column_path(c))}">{c.name}</a>' for c in self.site.columns)
        return self.finish("sitemap.html", "网站地图", f'<div class="map">{" ".join(links)}</div>')

    def breadcrumbs(self, here: str, column: MockColumn) -> str:
        """Return the way from the home page to a column."""
        steps = [f'<a href="{self.link(here, "")}">首页</a>']
        if column.level > 1:
            directory = column.path.split("/")[0]
            steps.append(f'<a href="{self.link(here, self.hub_path(directory))}">{self.hub_name(directory)}</a>')
        steps.append(f'<a href="{self.link(here, self.column_path(column))}">{column.name}</a>')
        return f'<div class="crumbs">您现在的位置：{" &gt; ".join(steps)}</div>'

    def side_box(self, here: str, column: MockColumn) -> str:
        """Return the box beside a list: newer rows of another column, which say nothing about this one."""
        other = next((each for each in self.site.columns if each.in_home and each.newest and each is not column), None)
        if other is None:
            return ""
        rows = "".join(
            f'<li><a href="{self.link(here, self.entry_path(other, row))}">{row.title[:12]}</a><em>{row.day or ""}</em></li>'
            for row in entries(self.site, other)[:4]
        )
        return f'<div class="side"><h3>最新信息</h3><ul>{rows}</ul></div>'

    def column_page(self, column: MockColumn, number: int) -> Answer:
        """Return a page of a column in its form."""
        here = self.column_path(column, number)
        if column.fault is Fault.SOFT_404:
            return simple("页面不存在", "抱歉，您访问的页面不存在或已被删除。")
        rows = entries(self.site, column, number)
        if column.form is Form.TEXT:
            middle = f'<div class="text">{"".join(f"<p>{text}</p>" for text in paragraphs(here, self.site.host))}</div>'
        elif column.form is Form.CARDS:
            cards = (
                f'<li><a href="{self.link(here, self.entry_path(column, row))}">{row.title}</a></li>' for row in rows
            )
            middle = f'<div class="cards"><ul>{"".join(cards)}</ul></div>'
        elif column.fault is Fault.AJAX:
            middle = self.script_list(here, column)
        elif shows_letters(column):
            linked = [(row.title, row.day, row.ident, self.link(here, self.entry_path(column, row))) for row in rows]
            plain = partial(self.listing, here, column, rows, number)
            middle = beside(self.site, partial(self.link, here)) + row_list(self.site, column, linked, plain)
            middle += self.pager(here, column, number)
        else:
            middle = self.listing(here, column, rows, number) + self.pager(here, column, number)
        for row in rows if column.form is Form.GUIDES else ():
            if guide_of(self.site, row.ident) is Guide.OUTSIDE:
                middle = middle.replace(self.link(here, self.entry_path(column, row)), f"{PLATFORM}{row.ident}")
        topics = planted(self.site, COLUMNS, lambda path: self.link(here, path))
        body = f'{self.breadcrumbs(here, column)}<div class="content"><h1>{column.name}</h1>{middle}</div>{self.side_box(here, column)}{topics}'
        return self.finish(here, f"{column.name}-{self.site.name}", body, column)

    def article_page(self, column: MockColumn, entry: Entry) -> Answer:
        """Return an article with its labelled date."""
        here = self.entry_path(column, entry)
        text = "".join(f"<p>{each}</p>" for each in paragraphs(here, self.site.host))
        if column.form is Form.GUIDES:
            text = guide_text(self.site, entry.title, entry.ident, partial(self.link, here))
        elif shows_letters(column):
            own = letter(self.site, column, entry.title, entry.day, entry.ident)
            text = letter_text(self.site, own, self.site.sponsor or place(self.site), here)
        if other := counterpart(self.site, column):
            index = entries(self.site, column).index(entry)
            half = entries(self.site, other)[index]
            url = self.link(here, self.entry_path(other, half))
            text += related(self.site, column, index, half.title, url, partial(self.link, here))
        body = (
            f'{self.breadcrumbs(here, column)}<div class="article"><h1>{entry.title}</h1>'
            f"{self.about(entry)}{self.article_text(text)}</div>{self.side_box(here, column)}"
        )
        return self.finish(here, f"{entry.title}-{self.site.name}", body, column, entry)
