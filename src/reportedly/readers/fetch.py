"""One URL, named on the command line -> bytes, under caps on time, size and redirects."""

import contextlib
import ipaddress
import queue
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

import msgspec

from reportedly.config import Config
from reportedly.errors import FetchError
from reportedly.readers.media_type import content_type
from reportedly.readers.opened import megabytes
from reportedly.version import program

if TYPE_CHECKING:
    import httpx2

FetchedKind = Literal["html", "jsonl", "text", "feed", "xml", "json", "warc", "wacz", "unknown"]

# Content types that are read; the last ones say nothing, and the bytes decide.
KINDS: dict[str, FetchedKind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/ndjson": "jsonl",
    "application/json-lines": "jsonl",
    "application/x-jsonlines": "jsonl",
    "text/plain": "text",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/json": "json",
    "application/ninjs+json": "json",
    "application/warc": "warc",
    "application/wacz": "wacz",
    "application/wacz+zip": "wacz",
    "application/gzip": "unknown",
    "application/x-gzip": "unknown",
    "application/zip": "unknown",
    "": "unknown",
    "application/octet-stream": "unknown",
    "binary/octet-stream": "unknown",
}

PORTS = {"http": 80, "https": 443}

# Addresses by which a network without IPv4 reaches it: the last 32 bits are the IPv4 address.
NAT64 = ipaddress.ip_network("64:ff9b::/96")

REDIRECTS = (301, 302, 303, 307, 308)

# Only encodings that can be unpacked piece by piece under a cap; a few bytes of Brotli can stand for gigabytes.
ENCODINGS = {
    "": 0,
    "identity": 0,
    "gzip": zlib.MAX_WBITS | 32,
    "x-gzip": zlib.MAX_WBITS | 32,
    "deflate": zlib.MAX_WBITS,
}


class Fetched(msgspec.Struct, frozen=True):
    """What a URL gave: `url` is where the redirects ended, `charset` what the server said."""

    url: str
    data: bytes
    kind: FetchedKind
    charset: str | None


def fetch(url: str, config: Config) -> Fetched:
    """The bytes at `url`; raises FetchError with the reason.

    Redirects are followed by hand, and each hop must be http(s) to a public address (unless
    `config.allow_private`). Its name is resolved once; every address that it has is checked, and the connection goes to
    one of these addresses, with the name in TLS and in the Host header: what the name means a moment later is of no
    effect. Proxies and credentials of the environment are not used. `config.fetch_seconds` covers all of it, name
    resolution and slow drips included.
    """
    answers: queue.SimpleQueue[Fetched | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_follow(url, config))
        except Exception as error:  # handed over to the caller's thread, which raises it
            answers.put(error)

    # In a thread, since neither name resolution nor headers that drip byte by byte can be given a deadline.
    threading.Thread(target=work, name="reportedly-fetch", daemon=True).start()
    try:
        answer = answers.get(timeout=config.fetch_seconds)
    except queue.Empty:
        raise FetchError(url, f"no whole answer within {config.fetch_seconds:g} seconds") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _follow(origin: str, config: Config) -> Fetched:
    import httpx2

    deadline = time.monotonic() + config.fetch_seconds
    url = origin
    try:
        with httpx2.Client(trust_env=False, timeout=config.fetch_seconds, headers=_headers()) as client:
            for _ in range(config.redirects + 1):
                hop = httpx2.URL(url)
                with _connected(origin, client, hop, _addresses(origin, hop, config)) as response:
                    _refuse_peer(origin, response, config)
                    if response.status_code not in REDIRECTS:
                        return _read(origin, url, response, deadline, config)
                    location = response.headers.get("location")
                if not location:
                    raise FetchError(origin, f"HTTP {response.status_code} without a Location")
                url = urljoin(str(hop), location)
            raise FetchError(origin, f"more than {config.redirects} redirects")
    except httpx2.TimeoutException as error:
        raise FetchError(origin, f"no answer within {config.fetch_seconds:g} seconds") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise FetchError(origin, f"cannot be fetched: {str(error) or type(error).__name__}") from error
    except zlib.error as error:
        raise FetchError(origin, f"its compression is damaged: {error}") from error
    except (ValueError, OSError) as error:  # a URL that urlsplit refuses; a connection that breaks
        raise FetchError(origin, f"cannot be fetched: {error}") from error


def _headers() -> dict[str, str]:
    """Honest about who asks, and for what."""
    return {
        "User-Agent": f"reportedly/{program()} (fetches single articles that its user names)",
        "Accept": "text/html, application/xhtml+xml, text/plain, application/rss+xml;q=0.9, "
        "application/atom+xml;q=0.9, application/x-ndjson;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }


def _read(origin: str, url: str, response: "httpx2.Response", deadline: float, config: Config) -> Fetched:
    if not 200 <= response.status_code < 300:
        raise FetchError(origin, f"HTTP {response.status_code} {response.reason_phrase}".rstrip())
    mime, charset = content_type(response.headers.get("content-type", ""))
    if mime not in KINDS:
        raise FetchError(origin, f"its content type, {mime}, is none that is read")
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > config.fetch_bytes:
        raise _too_large(origin, config)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise FetchError(origin, f"its content encoding, {encoding[:40]}, is none that was asked for")
    data = bytearray()
    for piece in _unpacked(response.iter_raw(), ENCODINGS[encoding], config.fetch_bytes + 1):
        data += piece
        if len(data) > config.fetch_bytes:
            raise _too_large(origin, config)
        if time.monotonic() > deadline:
            raise FetchError(origin, f"no whole answer within {config.fetch_seconds:g} seconds")
    return Fetched(url, bytes(data), KINDS[mime], charset)


def _unpacked(pieces: Iterator[bytes], window: int, cap: int) -> Iterator[bytes]:
    """The pieces, decompressed; no yielded piece is longer than `cap`, whatever it expands to."""
    if not window:
        yield from pieces
        return
    unpacker = zlib.decompressobj(window)
    for place, piece in enumerate(pieces):
        if place == 0 and window == zlib.MAX_WBITS and piece[:1] and piece[0] & 0x0F != 8:
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without its header, as some servers send it
        yield unpacker.decompress(piece, cap)
    yield unpacker.flush()
    if not unpacker.eof:
        raise zlib.error("it ends too early")


def _addresses(origin: str, url: "httpx2.URL", config: Config) -> list[str]:
    """What the host of `url` resolves to, asked once.

    Raises unless `url` is http(s), without user and password, and every address is public. The URL is taken apart by
    the library that fetches it, so that both see the same host in it.
    """
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(origin, f"{str(url)[:200]} is no http or https address")
    if url.userinfo:
        raise FetchError(origin, "a URL that holds a user name is not fetched")
    host = url.raw_host.decode("ascii").strip("[]")
    try:
        found = socket.getaddrinfo(host, url.port or PORTS[url.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(origin, f"its host, {url.host}, was not found") from error
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    for address in addresses:
        if not config.allow_private and not is_public(address):
            raise FetchError(origin, f"{url.host} is not a public address ({address})")
    return addresses


@contextlib.contextmanager
def _connected(
    origin: str, client: "httpx2.Client", url: "httpx2.URL", addresses: list[str]
) -> Iterator["httpx2.Response"]:
    """The answer of the first of `addresses` that can be connected to, asked for `url` by its name."""
    import httpx2

    refused: httpx2.ConnectError | None = None
    for address in addresses:
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        try:
            response = client.send(request, stream=True, follow_redirects=False)
        except httpx2.ConnectError as error:
            refused = error
            continue
        with contextlib.closing(response):
            yield response
        return
    raise refused or FetchError(origin, f"its host, {url.host}, was not found")


def _refuse_peer(origin: str, response: "httpx2.Response", config: Config) -> None:
    """Raise if the connection leads elsewhere than it was told to; should never happen, and would be grave."""
    if config.allow_private:
        return
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer is None or not is_public(str(peer[0])):
        raise FetchError(origin, "the connection did not lead to a public address")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and none that stands for another that is not.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    >>> is_public("64:ff9b::7f00:1"), is_public("2002:a00:1::"), is_public("2606:2800:220:1::")
    (False, False, True)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        found = inner or found
    return found.is_global and not found.is_multicast


def _too_large(origin: str, config: Config) -> FetchError:
    return FetchError(origin, f"larger than {megabytes(config.fetch_bytes)}")
