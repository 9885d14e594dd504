"""采集足迹: what the crawls of a period asked of each host, to be sent with the letter that asks to be let through."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from analysis.table import Cell, Table
from govcrawl.model.footprint import Footprint
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Target
from govcrawl.register import Register

NAME = "采集足迹"
HEADERS = (
    "主机",
    "检查对象",
    "任务",
    "请求数",
    "流量（MB）",
    "每分钟最多请求",
    "最小间隔（秒）",
    "被要求放缓",
    "首次访问",
    "末次访问",
    "User-Agent",
)
MEGABYTE = 1024 * 1024
NAMES = 3  # objects of a host that are named; a shared platform has hundreds


def footprint(register: Register, footprints: Sequence[Footprint]) -> Table:
    """Return a row a host: sums over the sittings of the period, and the busiest minute of any of them."""
    by_host = {host: list(of_host) for host, of_host in groupby(footprints, key=lambda one: one.host)}
    owners = _owners(register)
    rows = tuple(_row(host, of_host, owners.get(host, [])) for host, of_host in by_host.items())
    notes = (
        "请求数含重定向和重试；流量按实际接收的正文计，浏览器子请求按服务器声明的长度计。",
        "“每分钟最多请求”为任意连续60秒内的最大值；“最小间隔”为该主机 robots.txt 要求的 Crawl-delay，0 表示未要求。",
    )
    return Table(NAME, f"{register.city.name}{NAME}", HEADERS, rows, notes)


def _owners(register: Register) -> dict[str, list[Target]]:
    owners: dict[str, list[Target]] = {}
    for target in register.targets:
        for host in register.hosts(target):
            owners.setdefault(host, []).append(target)
    return owners


def _row(host: str, of_host: Sequence[Footprint], owners: Sequence[Target]) -> tuple[Cell, ...]:
    named = "、".join(target.name for target in owners[:NAMES]) + (f"等{len(owners)}个" if len(owners) > NAMES else "")
    return (
        host,
        named,
        _several(one.job for one in of_host),
        sum(one.requests for one in of_host),
        f"{sum(one.received_bytes for one in of_host) / MEGABYTE:.2f}",
        max(one.most_per_minute for one in of_host),
        f"{max(one.crawl_delay_seconds for one in of_host):g}",
        sum(one.told_to_wait for one in of_host),
        _moment(min(one.first for one in of_host)),
        _moment(max(one.last for one in of_host)),
        _several(one.user_agent for one in of_host),
    )


def _several(words: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(words))


def _moment(moment: datetime) -> str:
    return moment.astimezone(CHINA_TIME).strftime("%Y-%m-%d %H:%M:%S")
