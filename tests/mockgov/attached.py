"""A small site whose notices hand out files, and whose home page is another one to a search engine."""

from dataclasses import dataclass
from pathlib import Path

from tests.mockgov.answer import MARK, Answer, page, simple

FILES = Path(__file__).parents[1] / "fixtures" / "attachments"
GIVEN = {
    "list.doc": "低保名单",
    "list.xls": "发放表",
    "locked.pdf": "加密附件",
    "gone.pdf": "缺失附件",
    "login.docx": "登录附件",
}
TEXT = "各有关单位要按照部署，认真做好相关工作，确保任务落到实处，并按时报送进展情况。" * 4
RESIDENT_ID = "11010519491231002X"
MOBILES = [f"1390000100{n}" for n in range(5)]
SLIPS = {  # by the number of the notice
    2: "据台湾政府称，有关数据尚未公布。",
    3: f"申请人张某，身份证号{RESIDENT_ID}。",
    5: "低保对象：" + "，".join(f"村民{number}" for number in MOBILES),
}
PLANTED = '<div style="display:none"><a href="http://www.dubo.example/">澳门葡京赌场</a></div>'


@dataclass
class Attached:
    """`cloaks` shows a search engine gambling; `down` answers its columns and notices with a word about maintenance."""

    host: str
    cloaks: bool = False
    down: bool = False
    base: str = "/"

    def answer(self, path: str) -> Answer | None:
        """Answer a page or a file."""
        name = path.rpartition("/")[2]
        if self.down and path.startswith("/tzgg/"):
            return simple("系统维护", "系统正在升级维护，请稍后访问。")
        if path.startswith("/files/"):
            if name == "login.docx":
                return simple("登录", "请登录后下载")
            return Answer((FILES / name).read_bytes(), "application/octet-stream") if (FILES / name).is_file() else None
        if path == "/":
            rows = "".join(f'<li><a href="/tzgg/{n}.html">{_title(n)}</a></li>' for n in range(1, 6))
            return _page(
                "甲区人民政府", f'<div class="nav"><ul><li><a href="/tzgg/">通知公告</a></li></ul></div><ul>{rows}</ul>'
            )
        if path == "/tzgg/":
            rows = "".join(f'<li><a href="/tzgg/{n}.html">{_title(n)}</a><i>2021-07-0{n}</i></li>' for n in range(1, 6))
            return _page("通知公告", f'<div class="list"><ul>{rows}</ul></div>')
        if path.startswith("/tzgg/") and name.removesuffix(".html").isdigit():
            number = int(name.removesuffix(".html"))
            file, words = list(GIVEN.items())[number - 1]
            linked = f'<p><a href="/files/{file}">{words}</a><a href="http://else.test/files/{file}">外站</a></p>'
            head = f"<h1>{_title(number)}</h1><p>发布时间：2021-07-0{number}</p>"
            return _page(
                _title(number),
                f"{head}<div class='TRS_Editor'><p>{TEXT}</p><p>{SLIPS.get(number, '')}</p>{linked}</div>",
            )
        return None

    def answer_to(self, path: str, headers: dict[str, str]) -> Answer | None:
        """Answer by who asks."""
        found = self.answer(path)
        asks = headers.get("User-Agent", "") + headers.get("Referer", "")
        if found and path == "/" and self.cloaks and "baidu" in asks.lower():
            return Answer(found.body.replace(b"</body>", PLANTED.encode() + b"</body>"), found.content_type)
        return found


def _page(title: str, body: str) -> Answer:
    return page(f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{MARK}{body}</body></html>')


def _title(number: int) -> str:
    if number == 4:
        return "关于因地治宜公布第4批名单的通知"
    return f"关于公布第{number}批名单有关事项的通知"
