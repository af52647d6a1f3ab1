"""One URL, named on the command line -> bytes, under caps on time, size and redirects."""

import ipaddress
import queue
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

import msgspec

from reportedly.config import Config
from reportedly.errors import FetchError
from reportedly.readers.opened import megabytes

if TYPE_CHECKING:
    import httpx2

FetchedKind = Literal["html", "jsonl", "text", "unknown"]

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
    "": "unknown",
    "application/octet-stream": "unknown",
    "binary/octet-stream": "unknown",
}

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
    `config.allow_private`), both by its name and by the connection that was made. Proxies and credentials of the
    environment are not used. `config.fetch_seconds` covers all of it, name resolution and slow drips included.
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
                _refuse_private(origin, url, config)
                with client.stream("GET", url, follow_redirects=False) as response:
                    _refuse_peer(origin, response, config)
                    if response.status_code not in REDIRECTS:
                        return _read(origin, url, response, deadline, config)
                    location = response.headers.get("location")
                if not location:
                    raise FetchError(origin, f"HTTP {response.status_code} without a Location")
                url = urljoin(url, location)
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
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("reportedly")
    except PackageNotFoundError:  # run from a checkout
        number = "0"
    return {
        "User-Agent": f"reportedly/{number} (fetches single articles that its user names)",
        "Accept": "text/html, application/xhtml+xml, text/plain, application/x-ndjson;q=0.9, */*;q=0.1",
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


def content_type(header: str) -> tuple[str, str | None]:
    """The media type and the charset of a Content-Type header.

    >>> content_type('text/HTML; Charset="utf-8"')
    ('text/html', 'utf-8')
    """
    mime, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return mime.strip().lower()[:80], value.strip(" \t\"'") or None
    return mime.strip().lower()[:80], None


def _refuse_private(origin: str, url: str, config: Config) -> None:
    """Raise unless `url` is http(s), without user and password, and every address of its host is public."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(origin, f"{url[:200]} is no http or https address")
    if parts.username is not None:
        raise FetchError(origin, "a URL that holds a user name is not fetched")
    if config.allow_private:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(origin, f"its host, {parts.hostname}, was not found") from error
    for *_, address in found:
        if not is_public(str(address[0])):
            raise FetchError(origin, f"{parts.hostname} is not a public address ({address[0]})")


def _refuse_peer(origin: str, response: "httpx2.Response", config: Config) -> None:
    """Raise if the connection led elsewhere than the name did a moment before (DNS rebinding)."""
    if config.allow_private:
        return
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer is None or not is_public(str(peer[0])):
        raise FetchError(origin, "the connection did not lead to a public address")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.is_global and not found.is_multicast


def _too_large(origin: str, config: Config) -> FetchError:
    return FetchError(origin, f"larger than {megabytes(config.fetch_bytes)}")
