"""The mock web itself: an HTTP proxy on loopback that answers for every host put into it, and for no other."""

import asyncio
import socket
import subprocess
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

from aiohttp import web

from tests.mockgov.answer import HEADER, Answer, simple
from tests.mockgov.nouns import UNREADABLE, Fault, MockAccount, MockCity, MockSite
from tests.mockgov.served import AccountServed, Served, SiteServed

DRIP_BYTES, DRIP_SECONDS = 2048, 0.02


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came in: `began` and `ended` are seconds since the web was started."""

    host: str
    method: str
    path: str
    began: float
    ended: float
    status: int
    user_agent: str


def _by_asker(part: Served, path: str, request: web.BaseRequest) -> Answer | None:
    """Return the answer of a part; some parts look at who asks."""
    cloaking = getattr(part, "answer_to", None)
    return cloaking(path, dict(request.headers)) if cloaking else part.answer(path)


def parts_of(served: MockCity | MockSite | MockAccount | Served) -> list[Served]:
    """Return what a declared object puts behind the proxy."""
    match served:
        case MockCity():
            sites: list[Served] = [SiteServed(site) for site in served.sites]
            return sites + [part for account in served.accounts for part in parts_of(account)]
        case MockSite():
            return [SiteServed(served)]
        case MockAccount():
            return [AccountServed(one) for one in served.each_mirror]
        case _:
            return [served]


class MockGov:
    """Serves cities, sites, accounts and saved pages by their host names: `with MockGov(city) as web: web.proxy_url`.

    Answers absolute-form requests (`GET http://host/path`, an HTTP proxy) and origin-form ones by their Host header.
    `log` has every request so far, those for unknown hosts too.
    """

    def __init__(self, *served: MockCity | MockSite | MockAccount | Served, port: int = 0) -> None:
        self.port = port
        self.log: list[Asked] = []
        self._logged = threading.Condition()
        self.hosts: dict[str, list[Served]] = defaultdict(list)
        parts: list[Served] = [part for each in served for part in parts_of(each)]
        for part in parts:
            self.hosts[part.host].append(part)
        for below in self.hosts.values():
            below.sort(key=lambda part: -len(part.base))  # the longest base wins

    @property
    def proxy_url(self) -> str:
        """The value for http_proxy."""
        return f"http://127.0.0.1:{self.port}"

    def asked(self, host: str = "") -> list[Asked]:
        """Return the requests so far, of one host if given."""
        return [each for each in self.log if host in ("", each.host)]

    def await_requests(self, number: int, process: "subprocess.Popen[str]") -> None:
        """Wait until `process` has made so many requests: the web itself is the clock."""
        with self._logged:
            while len(self.log) < number:
                assert process.poll() is None, process.communicate()[1]
                self._logged.wait(1.0)  # a process that ended asks for nothing more

    def most_at_once(self, host: str) -> int:
        """Return how many requests of a host were under way at the same time at most."""
        edges = sorted(edge for each in self.asked(host) for edge in ((each.began, 1), (each.ended, -1)))
        open_now = most = 0
        for _, step in edges:
            open_now += step
            most = max(most, open_now)
        return most

    def __enter__(self) -> "MockGov":
        listening = socket.create_server(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        self._started = time.monotonic()
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(listening, ready)), daemon=True)
        self._thread.start()
        ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()

    async def _serve(self, listening: socket.socket, ready: threading.Event) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        runner = web.ServerRunner(web.Server(self._respond, access_log=None), shutdown_timeout=0.1)
        await runner.setup()
        await web.SockSite(runner, listening, backlog=512).start()
        ready.set()
        await self._closing.wait()
        await runner.cleanup()

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        host = (request.url.host or "").lower()
        path = request.rel_url.raw_path_qs
        sent = f"{path}?{(await request.read()).decode('ascii')}" if request.method == "POST" else path
        agent = request.headers.get("User-Agent", "")
        began, status = time.monotonic() - self._started, 0
        try:
            response = await self._told(self._answer(host, sent, request), request)
            status = response.status
            return response
        finally:
            ended = time.monotonic() - self._started
            with self._logged:
                self.log.append(Asked(host, request.method, path, began, ended, status, agent))
                self._logged.notify_all()

    def _answer(self, host: str, path: str, request: web.BaseRequest) -> Answer:
        if request.method == "CONNECT":
            return simple("501", f"{path}: this web has no TLS; use http://", 501)
        parts = self.hosts.get(host)
        if not parts:
            return simple("502", f"{host}: no such host in the mock web; only registered hosts may be asked.", 502)
        faults = {part_fault(part) for part in parts}
        if path == "/robots.txt" and (own := next((one for part in parts if (one := getattr(part, "robots", ""))), "")):
            return Answer(own.encode(), "text/plain")
        if path == "/robots.txt" and not faults <= UNREADABLE - {Fault.ROBOTS}:
            return robots(closed=Fault.ROBOTS in faults)
        for part in parts:
            if path.startswith(part.base) and (answer := _by_asker(part, path, request)):
                return answer
        return simple("404", "您访问的页面不存在", 404)

    def _plain(self, answer: Answer, known: str = "") -> web.Response:
        if known and known == answer.headers.get("ETag"):
            return web.Response(status=304, headers={"ETag": known})
        headers = {"Content-Type": answer.content_type, HEADER: "govcrawl tests", **answer.headers}
        return web.Response(body=answer.body, status=answer.status, headers=headers)

    async def _told(self, answer: Answer, request: web.BaseRequest) -> web.StreamResponse:
        """Send an answer in the way that its fault asks for."""
        match answer.fault:
            case Fault.TIMEOUT:
                await self._closing.wait()
                return self._plain(simple("504", "closed", 504))
            case Fault.REFUSED:
                return self._plain(simple("502", "connection refused", 502))
            case Fault.RESET:
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=499)
            case "endless":
                endless = web.StreamResponse(headers={"Content-Type": answer.content_type, HEADER: "govcrawl tests"})
                await endless.prepare(request)
                with suppress(ConnectionError):
                    while True:  # until the caller hangs up
                        await endless.write(answer.body)
                return endless
            case "no_head" if request.method == "HEAD":
                return self._plain(simple("405", "不支持的请求", 405))
            case Fault.SLOW_BODY if request.method != "HEAD":
                dripping = web.StreamResponse(headers={"Content-Type": answer.content_type, HEADER: "govcrawl tests"})
                await dripping.prepare(request)
                for start in range(0, len(answer.body), DRIP_BYTES):
                    await dripping.write(answer.body[start : start + DRIP_BYTES])
                    await asyncio.sleep(DRIP_SECONDS)
                await dripping.write_eof()
                return dripping
            case _:
                return self._plain(answer, request.headers.get("If-None-Match", ""))


def robots(closed: bool) -> Answer:
    """Return the robots.txt of a host."""
    return Answer(f"User-agent: *\nDisallow: {'/' if closed else '/admin/'}\n".encode(), "text/plain")


def part_fault(part: Served) -> Fault | None:
    """Return the fault of a part of the web, where it declares one."""
    match part:
        case SiteServed():
            return part.site.fault
        case AccountServed():
            return part.account.fault
        case _:
            return None
