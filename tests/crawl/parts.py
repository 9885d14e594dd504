"""Small sites for tests of the wire: a home page and columns whose answers a test can replace."""

# ruff: noqa: E501 -- lines of HTML

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.mockgov.answer import Answer, page

ROWS = "".join(
    f'<li><a href="/tzgg/t202107{day:02}_{day}.html">关于第{day}号工作的通知</a><span>2021-07-{day:02}</span></li>'
    for day in range(4, 0, -1)
)


@dataclass
class Small:
    """A site of a home page and some columns. `instead` may answer a request otherwise: path, how often it was asked."""

    host: str
    columns: int = 2
    instead: Callable[[str, int], Answer | None] = lambda path, times: None
    robots: str = ""
    base: str = "/"
    asked: dict[str, int] = field(default_factory=dict)

    def answer(self, path: str) -> Answer | None:
        times = self.asked[path] = self.asked.get(path, 0) + 1
        if answer := self.instead(path, times):
            return answer
        links = "".join(f'<a href="/lm{number}/">第{number}栏目</a>' for number in range(self.columns))
        if path == "/":
            return page(
                f'<html><head><title>{self.host}</title></head><body><div class="nav">{links}</div><ul class="list">{ROWS}</ul></body></html>'
            )
        if path.startswith("/lm") and path.count("/") == 2:
            return page(
                f'<html><head><title>栏目</title></head><body><h2>第{path[3:-1]}栏目</h2><ul class="list">{ROWS}</ul></body></html>'
            )
        if path.startswith("/tzgg/"):
            return page("<html><body><h1>通知</h1><p>发布时间：2021-07-01</p><p>正文</p></body></html>")
        return None
