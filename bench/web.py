"""A web of generated portals for the measurements: a process of its own, fast enough never to be what is measured.

Each site `www.s00001.test` has a home page, COLUMNS lists of 10 dated rows and their articles. A page has what
those of the corpus have on average: 34 KB, 270 elements, 62 links, 10 dates. It answers as a proxy does, with an ETag, and with 304 where a page is unchanged.
"""

# ruff: noqa: E501 -- lines of HTML

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from random import Random
from typing import Any, ClassVar
from urllib.request import ProxyHandler, build_opener

COLUMNS = 24
ARTICLES = 5  # that the job `site` opens of each site
PAGES = 1 + COLUMNS + ARTICLES
_NAMES = [
    "通知公告",
    "政务动态",
    "部门动态",
    "政策文件",
    "政策解读",
    "财政预决算",
    "人事信息",
    "招考录用",
    "规划计划",
    "统计公报",
    "应急管理",
    "环境保护",
]
_WORDS = [
    "关于",
    "开展",
    "全市",
    "工作",
    "通知",
    "会议",
    "召开",
    "落实",
    "推进",
    "建设",
    "服务",
    "群众",
    "项目",
    "安全",
    "检查",
    "方案",
    "意见",
    "公示",
    "结果",
    "公告",
]
_ROUTE = re.compile(rb"GET (?:http://)?(?P<host>www\.s\d+\.test)?(?P<path>/[^ ]*) HTTP/1\.1")


@lru_cache(maxsize=4096)
def body_of(site: int, path: str) -> bytes:
    """Return the page of a site at a path; the same every time."""
    luck = Random(f"{site} {path}")
    nav = "".join(
        f'<li class="nav-item"><a href="/lm{n}/" target="_self">{_NAMES[n % 12]}{n // 12 or ""}</a></li>'
        for n in range(COLUMNS)
    )
    title = _title(luck)
    match path.split("/"):
        case ["", ""]:
            middle = _rows(luck, site, 0)
        case ["", column, ""]:
            middle = f'<h2 class="title">{_NAMES[int(column[2:]) % 12]}</h2>' + _rows(luck, site, int(column[2:]))
        case _:
            text = "".join(f"<p>{_title(luck)}{_title(luck)}。</p>" for _ in range(40))
            middle = f'<h1>{title}</h1><div class="info">发布时间：2021-06-1{luck.randint(0, 9)} 来源：办公室</div><div class="content">{text}</div>'
    side = "".join(f'<li><a href="/lm0/content_{n}.html">{_title(luck)}</a></li>' for n in range(8))
    boxes = "".join(f'<div class="box{n}"><span>{_title(luck)[:14]}</span></div>' for n in range(72))
    links = "".join(f'<a href="http://www.l{n}.test/">{_title(luck)[:8]}</a>' for n in range(20))
    script = "".join(f"var v{n}=function(a,b){{return a*{n}+b;}};" for n in range(200))
    style = "".join(f".c{n}{{margin:{n}px;padding:{n % 7}px;color:#{n:06x}}}" for n in range(320))
    foot = "主办：试验市人民政府办公室 网站标识码：4408000001 粤ICP备05012345号 粤公网安备44080002000001号 联系我们"
    html = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-试验局</title><meta name="SiteName" content="试验局"><style>{style}</style></head><body><div class="nav"><ul>{nav}</ul></div><div class="main">{middle}</div><div class="side">{side}</div>{boxes}<div class="links">{links}</div><div class="footer">{foot}</div><script>{script}</script></body></html>'
    return html.encode()


def _rows(luck: Random, site: int, column: int, number: int = 10) -> str:
    rows = []
    for n in range(number):
        month, day = divmod(200 - 4 * n - column % 4, 28)
        rows.append(
            f'<li><a href="/lm{column}/2021{month:02}/t2021{month:02}{day + 1:02}_{column * 100 + n}.html" title="{_title(luck)}">{_title(luck)}</a><span class="date">2021-{month:02}-{day + 1:02}</span></li>'
        )
    return f'<ul class="list">{"".join(rows)}</ul>'


def _title(luck: Random) -> str:
    return "".join(luck.choices(_WORDS, k=12))


class _Answers(asyncio.Protocol):
    """HTTP/1.1 with kept connections; one request at a time, as crawlers send them."""

    counted: ClassVar[dict[str, float]] = {"requests": 0, "bytes": 0, "not_modified": 0, "first": 0.0, "last": 0.0}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.waiting = b""

    def data_received(self, received: bytes) -> None:
        self.waiting += received
        while b"\r\n\r\n" in self.waiting:
            head, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        route = _ROUTE.match(head)
        path = route["path"].decode() if route else "/"
        if path == "/bench-counted":
            self._send(b"200 OK", json.dumps(self.counted).encode(), b"")
            self.counted.update(requests=0, bytes=0, not_modified=0, first=0.0, last=0.0)
            return
        if path == "/robots.txt":
            self._send(b"200 OK", b"User-agent: *\nDisallow:\n", b"")
            return
        host = (route["host"] if route and route["host"] else b"www.s0.test").decode()
        body = body_of(int(host[5:-5]), path)
        tag = b'"' + sha256(body).hexdigest()[:16].encode() + b'"'
        now = time.monotonic()
        counted = self.counted
        counted["requests"] += 1
        counted["first"] = counted["first"] or now
        counted["last"] = now
        if b"If-None-Match: " + tag in head:
            counted["not_modified"] += 1
            self._send(b"304 Not Modified", b"", tag)
        else:
            counted["bytes"] += len(body)
            self._send(b"200 OK", body, tag)

    def _send(self, status: bytes, body: bytes, tag: bytes) -> None:
        length = b"" if status.startswith(b"304") else b"Content-Length: %d\r\n" % len(body)
        etag = b"ETag: %s\r\n" % tag if tag else b""
        self.transport.write(
            b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\n%s%s\r\n%s" % (status, etag, length, body)
        )


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(_Answers, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Web:
    """The running web: its address as a proxy, and what it was asked since the last time."""

    def __init__(self, port: int) -> None:
        self.proxy_url = f"http://127.0.0.1:{port}"

    def counted(self) -> dict[str, float]:
        """Return requests, bytes, answers "not modified" and seconds from the first to the last, and begin anew."""
        opener = build_opener(ProxyHandler({"http": self.proxy_url}))
        with opener.open("http://www.s0.test/bench-counted") as answer:
            said: dict[str, float] = json.load(answer)
        return said | {"seconds": said["last"] - said["first"]}


@contextmanager
def web() -> Iterator[Web]:
    """Serve the generated portals until the end of the block."""
    with subprocess.Popen([sys.executable, "-m", "bench.web"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Web(int(process.stdout.readline()))
        process.kill()


if __name__ == "__main__":
    asyncio.run(_serve())
