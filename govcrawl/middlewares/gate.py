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
LONGEST_BODY = 1 << 20  # bytes that a script may send at once
_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)


class Gate:
    """A proxy on loopback that hands requests for `hosts` on to `proxy`, with its name and password if it has them."""

    def __init__(self, hosts: Container[str | None], proxy: str) -> None:
        self.hosts = hosts
        self.proxy = urlsplit(proxy if "://" in proxy else f"http://{proxy}")

    async def open(self) -> str:
        """Begin to listen; return the address."""
        self.server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Take no further connections; those that are open end with the browser."""
        self.server.close()

    async def _pass(self, browser: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        # A connection that breaks, or brings what no browser sends, is closed: the browser tells of it.
        with closing(answers), suppress(OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await browser.readuntil(b"\r\n\r\n")
            method, address, _ = head.partition(b"\r\n")[0].decode("ascii").split(" ")
            tunnel = method == "CONNECT"
            if urlsplit(f"//{address}" if tunnel else address).hostname not in self.hosts:
                answers.write(REFUSED)
                return
            theirs, proxy = await asyncio.open_connection(self.proxy.hostname, self.proxy.port or 80)
            with closing(proxy):
                proxy.write(self._told(head, tunnel))
                if tunnel:
                    await asyncio.gather(_hand_on(browser, proxy), _hand_on(theirs, answers))
                else:
                    length = int(found[1]) if (found := _LENGTH.search(head)) else 0
                    if length <= LONGEST_BODY:
                        proxy.write(await browser.readexactly(length))
                        await _hand_on(theirs, answers)

    def _told(self, head: bytes, tunnel: bool) -> bytes:
        """Return the head of a request as the proxy sees it: what is no tunnel ends with its answer, for the next
        request of the connection may lead elsewhere.
        """
        lines = [line for line in head[:-4].split(b"\r\n") if not line.lower().startswith((b"connection:", b"proxy-"))]
        if not tunnel:
            lines.append(b"Connection: close")
        if self.proxy.username:
            name, password = unquote(self.proxy.username), unquote(self.proxy.password or "")
            lines.append(b"Proxy-Authorization: " + basic_auth_header(name, password))
        return b"\r\n".join(lines) + b"\r\n\r\n"


async def _hand_on(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with closing(to):
        while some := await source.read(1 << 16):
            to.write(some)
            await to.drain()
