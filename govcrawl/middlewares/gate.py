"""What stands between the browser and a proxy of the user's own: only what leads to the hosts of the job goes through.

A browser follows redirects and opens windows, sockets and workers without asking anybody; here all of it comes by.
"""

import asyncio
import re
from collections.abc import Container
from contextlib import closing, suppress
from urllib.parse import unquote, urlsplit

from w3lib.http import basic_auth_header

REFUSED = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\noutside the register"  # without a word it were an error
END = b"\r\n\r\n"
OF_CONNECTION = (b"connection:", b"keep-alive:", b"proxy-connection:", b"proxy-authorization:")
PATIENCE_SECONDS = 30  # longer waits no page (PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT)
LONGEST_BODY = 1 << 20  # bytes that a script may send at once
_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)


class Gate:
    """A proxy on loopback that hands requests for `hosts` on to `proxy`, with its name and password if it has them."""

    def __init__(self, hosts: Container[str | None], proxy: str) -> None:
        self.hosts = hosts
        self.proxy = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        self.under_way: set[asyncio.StreamWriter] = set()

    async def open(self) -> str:
        """Begin to listen; return the address."""
        self.server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """End what is under way and take no further connections."""
        self.server.close()
        for answers in self.under_way:
            answers.close()

    async def _pass(self, browser: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        self.under_way.add(answers)
        # A connection that breaks, or brings what no browser sends, is closed: the browser tells of it.
        with closing(answers), suppress(OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await self._answer(browser, answers)
        self.under_way.discard(answers)

    async def _answer(self, browser: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        head = await browser.readuntil(END)
        method, address, _ = head.partition(b"\r\n")[0].decode("ascii").split(" ")
        tunnel = method == "CONNECT"
        if urlsplit(f"//{address}" if tunnel else address).hostname not in self.hosts:
            answers.write(REFUSED)
            return
        length = int(found[1]) if (found := _LENGTH.search(head)) else 0
        if length > LONGEST_BODY:
            return
        body = await browser.readexactly(length)
        to_proxy = asyncio.open_connection(self.proxy.hostname, self.proxy.port or 80)
        theirs, proxy = await asyncio.wait_for(to_proxy, PATIENCE_SECONDS)
        with closing(proxy):
            proxy.write(_closing(head, *self._credentials(), keep=tunnel) + body)
            if tunnel:
                await asyncio.gather(_hand_on(browser, proxy), _hand_on(theirs, answers))
            else:
                answers.write(_closing(await asyncio.wait_for(theirs.readuntil(END), PATIENCE_SECONDS)))
                await asyncio.gather(_hand_on(theirs, answers), _ended(browser, proxy))

    def _credentials(self) -> list[bytes]:
        if not self.proxy.username:
            return []
        name, password = unquote(self.proxy.username), unquote(self.proxy.password or "")
        return [b"Proxy-Authorization: " + basic_auth_header(name, password)]


def _closing(head: bytes, *more: bytes, keep: bool = False) -> bytes:
    """Return the head of a request or an answer with `more` fields, and the word that its connection ends with it.

    What is no tunnel has one request: the next one may lead elsewhere.
    """
    fields = [it for it in head[: -len(END)].split(b"\r\n") if not it.lower().startswith(OF_CONNECTION)]
    return b"\r\n".join([*fields, *more, *([] if keep else [b"Connection: close"])]) + END


async def _hand_on(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with closing(to):
        while some := await source.read(1 << 16):
            to.write(some)
            await to.drain()


async def _ended(browser: asyncio.StreamReader, proxy: asyncio.StreamWriter) -> None:
    """Wait until the browser is gone; where it would ask more instead, it has to come anew."""
    with closing(proxy):
        await browser.read(1)
