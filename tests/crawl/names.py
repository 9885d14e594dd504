"""A name server on loopback that says what a test tells it, and hosts that answer over IPv4 (as a proxy) and IPv6."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Records = Mapping[str, Mapping[str, str] | str]  # host: its addresses by kind of record, or a code such as SERVFAIL
Pages = Callable[[str, str, bool], tuple[int, str]]  # host, path, over IPv6: status and body


@contextmanager
def name_server(records: Records) -> Iterator[str]:
    """Serve records over UDP; yield the server's address. Hosts without records do not exist."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        serving = threading.Thread(target=_serve, args=(listening, records), daemon=True)
        serving.start()
        port = listening.getsockname()[1]
        yield f"127.0.0.1:{port}"
        listening.sendto(b"", ("127.0.0.1", port))
        serving.join()


def _serve(listening: socket.socket, records: Records) -> None:
    while True:
        asked, sender = listening.recvfrom(4096)
        if not asked:
            return
        query = dns.message.from_wire(asked)
        answer = dns.message.make_response(query)
        (question,) = query.question
        known = records.get(question.name.to_text(omit_final_dot=True))
        kind = dns.rdatatype.to_text(question.rdtype)
        if isinstance(known, str):
            answer.set_rcode(dns.rcode.from_text(known))
        elif known is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif known.get(kind, "").isupper():
            answer.set_rcode(dns.rcode.from_text(known[kind]))
        elif kind in known:
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, known[kind]))
        listening.sendto(answer.to_wire(), sender)


@contextmanager
def both_protocols(pages: Pages, asked: list[tuple[str, str, bool]]) -> Iterator[tuple[str, int]]:
    """Serve pages over both; yield the address of the IPv4 proxy and the port on ::1. `asked` fills up."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            over_ipv6 = self.server.address_family == socket.AF_INET6
            host = (urlsplit(self.path).hostname or self.headers["Host"].split(":")[0]).lower()
            path = urlsplit(self.path).path
            asked.append((host, path, over_ipv6))
            status, text = pages(host, path, over_ipv6)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if 300 <= status < 400:
                self.send_header("Location", text)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    class OverIPv6(ThreadingHTTPServer):
        address_family = socket.AF_INET6

    servers = ThreadingHTTPServer(("127.0.0.1", 0), Answering), OverIPv6(("::1", 0), Answering)
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield f"http://127.0.0.1:{servers[0].server_port}", servers[1].server_port
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
