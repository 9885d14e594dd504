"""The gate before a user's proxy: hosts of the job go through, one request a connection; all else is refused."""

import asyncio

from govcrawl.middlewares.gate import LONGEST_BODY, Gate

ASKED = b"%s HTTP/1.1\r\nHost: any\r\nProxy-Connection: keep-alive\r\nCookie: a=b\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"


class Proxy:
    """A proxy that notes what it is sent, answers with one line and may keep the connection open."""

    def __init__(self, keeps: bool = False) -> None:
        self.keeps = keeps
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n")
        if self.heads[-1].startswith((b"CONNECT", b"POST")):
            self.bodies.append(await reader.readexactly(5))
            writer.write(b"heard")
        if self.keeps:
            assert await reader.read() == b""
        writer.close()


async def exchanged(proxy: Proxy, sent: bytes, *, closed_by_us: bool = False) -> bytes:
    """Return what comes back through a gate that knows the host `ours.test`."""
    server = await asyncio.start_server(proxy.answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    gate = Gate({"ours.test"}, f"http://visitor:s%40cret@127.0.0.1:{port}")
    address = await gate.open()
    reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
    writer.write(sent)
    first = await reader.read(1) if closed_by_us else b""
    if closed_by_us:
        gate.close()
    back = first + await reader.read()
    while gate.under_way:
        await asyncio.sleep(0)
    writer.close()
    gate.close()
    server.close()
    return back


def test_a_request_for_a_host_of_the_job_goes_to_the_proxy_with_its_password():
    proxy = Proxy()
    assert asyncio.run(exchanged(proxy, ASKED % b"GET http://ours.test/a")) == ANSWER
    (head,) = proxy.heads
    assert head == (
        b"GET http://ours.test/a HTTP/1.1\r\nHost: any\r\nCookie: a=b\r\n"
        b"Proxy-Authorization: Basic dmlzaXRvcjpzQGNyZXQ=\r\nConnection: close\r\n\r\n"
    )


def test_a_second_request_of_a_connection_is_not_handed_on():
    proxy = Proxy(keeps=True)
    asked = ASKED % b"GET http://ours.test/a" + ASKED % b"GET http://elsewhere.test/b"
    assert asyncio.run(exchanged(proxy, asked)) == ANSWER
    assert [head.split()[1] for head in proxy.heads] == [b"http://ours.test/a"]


def test_tunnels_and_bodies_go_both_ways():
    for first, length in ((b"CONNECT ours.test:443", b""), (b"POST http://ours.test/", b"Content-Length: 5\r\n\r\n")):
        proxy = Proxy()
        head = ASKED % first
        back = asyncio.run(exchanged(proxy, (head[:-2] + length if length else head) + b"hello"))
        assert back.endswith(b"\r\n\r\nheard")
        assert proxy.bodies == [b"hello"]


def test_what_is_open_ends_with_the_crawl():
    assert asyncio.run(exchanged(Proxy(keeps=True), ASKED % b"CONNECT ours.test:443" + b"hello", closed_by_us=True))


def test_what_leads_elsewhere_or_is_no_request_reaches_nobody():
    too_long = (ASKED % b"POST http://ours.test/")[:-2] + b"Content-Length: %d\r\n\r\n" % (LONGEST_BODY + 1)
    proxy = Proxy()
    for first in (
        b"GET http://elsewhere.test/",
        b"GET http://ours.test@elsewhere.test/",
        b"CONNECT elsewhere.test:443",
    ):
        assert asyncio.run(exchanged(proxy, ASKED % first)).startswith(b"HTTP/1.1 403 ")
    assert asyncio.run(exchanged(proxy, b"nonsense\r\n\r\n")) == b""
    assert asyncio.run(exchanged(proxy, ASKED % b"GET /origin-form")).startswith(b"HTTP/1.1 403 ")
    assert asyncio.run(exchanged(proxy, too_long)) == b""
    assert proxy.heads == []
