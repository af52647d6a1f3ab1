"""URLs, against a server of our own on the loopback address."""

import gzip
import socket
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from reportedly.config import Config
from reportedly.errors import DocumentError, FetchError
from reportedly.readers import Metadata, read_origin
from reportedly.readers.fetch import fetch, is_public
from reportedly.readers.opened import is_url
from reportedly.records import Document
from tests.readers.archive import members, record, response

PAGE = (
    "<html><head><title>Closed</title></head><body><article>"
    + "<p>The mayor said on Sunday that the bridge – “the old one” – was closed, and promised a new one.</p>" * 4
    + "</article></body></html>"
)
FEED = (
    b"<rss version='2.0'><channel><item><link>/news/1</link>"
    b"<description>She said so.</description></item></channel></rss>"
)
LOCAL = Config(allow_private=True, fetch_seconds=5, fetch_bytes=100_000)

ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
    "/old": (200, {"Content-Type": "text/html; charset=windows-1252"}, PAGE.encode("cp1252")),
    "/gzip": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    "/deflate": (200, {"Content-Type": "text/html", "Content-Encoding": "deflate"}, zlib.compress(PAGE.encode())),
    "/raw": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "deflate"},
        zlib.compress(PAGE.encode(), wbits=-15),
    ),
    "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 50_000_000)),
    "/cut": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())[:50]),
    "/br": (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"x"),
    "/text": (200, {"Content-Type": "text/plain"}, "“We won,” she said.\r\n".encode()),
    "/a.jsonl": (200, {"Content-Type": "text/plain"}, b'{"text": "a"}\n{"text": "b"}'),
    "/unknown": (200, {}, PAGE.encode()),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 200_000),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/gone": (410, {"Content-Type": "text/html"}, b"gone"),
    "/moved": (301, {"Location": "/again"}, b""),
    "/again": (302, {"Location": "page"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/inside": (302, {"Location": "http://10.0.0.1/"}, b""),
    "/nowhere": (302, {}, b""),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED),
    "/xml": (200, {"Content-Type": "text/xml; charset=utf-8"}, FEED),
    "/a.warc.gz": (200, {"Content-Type": "application/gzip"}, members(record(response()))),
}
SEEN: list[dict[str, str]] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        SEEN.append(dict(self.headers))
        if self.path == "/slow":
            time.sleep(3)
            return
        if self.path == "/drip":
            self.send_response_only(200)
            self.end_headers()
            for _ in range(30):
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)
            return
        status, headers, body = ANSWERS[self.path]
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.path != "/large":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some tests are about."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def read(url: str, config: Config = LOCAL) -> Document | DocumentError:
    (found,) = read_origin(url, config, Metadata())
    return found


@pytest.mark.parametrize("path", ["/page", "/old", "/gzip", "/deflate", "/raw", "/unknown", "/moved"])
def test_pages(server: str, path: str) -> None:
    document = read(server + path)
    assert isinstance(document, Document), document
    assert document.text.startswith("The mayor said on Sunday that the bridge – “the old one” – was closed")
    assert document.origin == server + path
    assert document.url == server + ("/page" if path == "/moved" else path)
    assert document.title == "Closed"


def test_texts(server: str) -> None:
    document = read(server + "/text")
    assert isinstance(document, Document)
    assert document.text == "“We won,” she said.\r\n"
    assert document.url == server + "/text"
    assert len(list(read_origin(server + "/a.jsonl", LOCAL, Metadata()))) == 2


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "HTTP 410"),
        ("/picture", "content type, image/png"),
        ("/large", "larger than 100,000 bytes"),
        ("/bomb", "larger than 100,000 bytes"),
        ("/cut", "compression is damaged"),
        ("/br", "content encoding, br"),
        ("/loop", "more than 5 redirects"),
        ("/file", "no http or https address"),
        ("/nowhere", "without a Location"),
    ],
)
def test_what_cannot_be_used_says_why(server: str, path: str, reason: str) -> None:
    error = read(server + path)
    assert isinstance(error, FetchError)
    assert error.origin == server + path
    assert reason in error.reason


def test_an_empty_page(server: str) -> None:
    error = read(server + "/empty")
    assert isinstance(error, DocumentError)
    assert error.reason == "nothing to read: empty"


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_time_is_capped_over_all(server: str, path: str) -> None:
    started = time.monotonic()
    error = read(server + path, msgspec.structs.replace(LOCAL, fetch_seconds=0.4))
    assert isinstance(error, FetchError)
    assert "within 0.4 seconds" in error.reason
    assert time.monotonic() - started < 2


def test_the_user_agent_is_honest(server: str) -> None:
    read(server + "/page")
    assert SEEN[-1]["User-Agent"].startswith("reportedly/")
    assert "br" not in SEEN[-1]["Accept-Encoding"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match=r"not a public address|not found"):
        fetch(url, Config())


def test_a_redirect_to_a_private_address_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.readers.fetch.is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(FetchError, match=r"10\.0\.0\.1 is not a public address"):
        fetch(server + "/inside", Config())


def test_a_name_that_leads_elsewhere_than_a_moment_before_is_refused(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([True, False])  # of the name, then of the connection
    monkeypatch.setattr("reportedly.readers.fetch.is_public", lambda _: next(answers))
    with pytest.raises(FetchError, match="did not lead to a public address"):
        fetch(server + "/page", Config())


class Resolver:
    """A name service that says something else every time it is asked for `news.example`."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.real = socket.getaddrinfo

    def __call__(self, host: str, port: int, *rest: int, **named: int) -> list[object]:
        if host not in ("news.example", "xn--bcher-kva.example"):
            return list(self.real(host, port, *rest, **named))
        self.asked += 1
        addresses = self.answers.pop(0) if self.answers else ["10.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


def as_public(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> Resolver:
    """Let loopback addresses pass for public ones, and the name service say `answers` one after the other."""
    resolver = Resolver(*answers)
    monkeypatch.setattr("socket.getaddrinfo", resolver)
    monkeypatch.setattr("reportedly.readers.fetch.is_public", lambda address: address.startswith("127."))
    return resolver


def test_a_name_that_is_rebound_has_no_effect(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = as_public(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    url = server.replace("127.0.0.1", "news.example") + "/page"
    fetched = fetch(url, Config(fetch_seconds=5))
    assert fetched.data == PAGE.encode()
    assert fetched.url == url
    assert resolver.asked == 1
    assert SEEN[-1]["Host"] == url.split("/")[2]


def test_each_hop_is_resolved_and_checked_anew(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = as_public(monkeypatch, ["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"])
    url = server.replace("127.0.0.1", "news.example") + "/moved"
    with pytest.raises(FetchError, match=r"news\.example is not a public address \(10\.0\.0\.1\)"):
        fetch(url, Config(fetch_seconds=5))
    assert resolver.asked == 3


def test_one_private_address_among_several_is_enough(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    as_public(monkeypatch, ["127.0.0.1", "10.0.0.1"])
    with pytest.raises(FetchError, match="not a public address"):
        fetch(server.replace("127.0.0.1", "news.example") + "/page", Config(fetch_seconds=5))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127/8")
def test_the_next_address_is_tried_where_one_does_not_answer(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    as_public(monkeypatch, ["127.0.0.9", "127.0.0.1"])
    assert fetch(server.replace("127.0.0.1", "news.example") + "/page", Config(fetch_seconds=5)).data == PAGE.encode()


@pytest.mark.parametrize(
    ("name", "ascii_name"),
    [("news.example", "news.example"), ("bücher.example", "xn--bcher-kva.example")],
)
def test_tls_is_asked_for_by_name(name: str, ascii_name: str, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from httpcore2 import ConnectError
    from httpcore2._backends.sync import SyncStream

    asked: list[str | None] = []

    def start_tls(stream: SyncStream, *, server_hostname: str | None, **_: object) -> None:
        asked.append(server_hostname)
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        raise ConnectError("no TLS here")

    as_public(monkeypatch, ["127.0.0.1"])
    monkeypatch.setattr(SyncStream, "start_tls", start_tls)
    with pytest.raises(FetchError, match="no TLS here"):
        fetch(server.replace("http://127.0.0.1", f"https://{name}") + "/page", Config(fetch_seconds=5))
    assert asked == [ascii_name]


def test_a_feed_and_an_archive(server: str) -> None:
    (entry,) = read_origin(server + "/feed", LOCAL, Metadata())
    assert isinstance(entry, Document)
    assert (entry.text, entry.url) == ("She said so.", server + "/news/1")
    (again,) = read_origin(server + "/xml", LOCAL, Metadata())
    assert again == msgspec.structs.replace(entry, origin=again.origin)
    (page,) = read_origin(server + "/a.warc.gz", LOCAL, Metadata())
    assert isinstance(page, Document)
    assert page.url == "https://h.example/a"


@pytest.mark.parametrize("url", ["http://", "http:///x", "http://user:word@h.example/", "http://[x/", "http://a b/"])
def test_odd_addresses(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, Config())


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        with pytest.raises(FetchError, match="cannot be fetched"):
            fetch(url, LOCAL)


def test_what_is_a_url() -> None:
    assert is_url("HTTPS://h.example/")
    assert not is_url("ftp://h.example/")
    assert not is_url("https.txt")


@pytest.mark.parametrize("address", ["224.0.0.1", "fe80::1%eth0", "fc00::1", "100.64.0.1", "::"])
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
