"""Pages and texts for the detectors, written for the purpose."""

from datetime import datetime

from govcrawl.errortext import ExaminedPage, opened
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

SEEN = datetime(2021, 7, 5, 12, 0, tzinfo=CHINA_TIME)


def page_of(body: str, head: str = "", **known: object) -> ExaminedPage:
    """Return a page with this body, ready to be examined."""
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return opened(Page(html, SEEN, "http://www.dong.test/art/1.html"), **known)  # type: ignore[arg-type]


def article(*paragraphs: str, title: str = "全市安全生产工作会议召开") -> str:
    """Return the body of an article page with menu and footer."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        '<div class="nav"><a href="/">首页</a><a href="/zw/">政务公开</a></div>'
        f'<div class="main"><h1>{title}</h1><div class="info">发布时间：2021-07-01 来源：东区人民政府</div>'
        f'<div class="TRS_Editor">{text}</div></div>'
        '<div class="footer">主办：东区人民政府办公室 ICP备案</div>'
    )
