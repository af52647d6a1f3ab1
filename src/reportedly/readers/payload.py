"""The payload of an archived HTTP response: transfer and content encodings undone, piece by piece, under caps."""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from reportedly.errors import DocumentError, TooLarge
from reportedly.readers.opened import megabytes
from reportedly.readers.unpacked import Budget

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PIECE = 1 << 16

# More encodings than these on one page are no web server's doing; each could multiply the others.
MOST_ENCODINGS = 2


class Readable(Protocol):
    """What can be read from; FastWARC's streams are no BinaryIO."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        ...


def payload_of(record: "WarcRecord", cap: int, budget: Budget) -> bytes:
    """The body of a record whose HTTP headers, if it has any, are parsed.

    Raises TooLarge above `cap` (before and after decoding), DocumentError where an encoding is unknown or damaged or
    the record is cut short; the origin of these is the budget's.
    """
    origin = budget.origin
    expected = record.content_length
    raw = _read(record.reader, cap, budget, count=False)
    if len(raw) < expected:
        raise DocumentError(origin, f"cut short in the archive: {len(raw):,} of {expected:,} bytes")
    if record.http_headers is None:
        return raw
    coded = ",".join(record.http_headers.get_multiple("Content-Encoding")).lower().split(",")
    names = [name for name in (part.strip() for part in coded) if name not in ("", "identity", "none", "utf-8")]
    if len(names) > MOST_ENCODINGS:
        raise DocumentError(origin, f"{len(names)} content encodings, one in the other")
    raw = _dechunked(raw, (record.http_headers.get("Transfer-Encoding") or "").strip().lower(), cap, budget)
    for name in reversed(names):
        raw = _decoded(raw, name, cap, budget)
    return raw


def _dechunked(raw: bytes, transfer: str, cap: int, budget: Budget) -> bytes:
    """Some crawlers undo the chunks and keep the header: what is not chunked is taken as it is."""
    if transfer != "chunked":
        return raw
    from fastwarc.stream_io import ChunkedReader

    try:
        return _read(ChunkedReader(io.BytesIO(raw)), cap, budget)
    except OSError:
        return raw


def _decoded(raw: bytes, name: str, cap: int, budget: Budget) -> bytes:
    decoder = DECODERS.get(name)
    if decoder is None:
        raise DocumentError(budget.origin, f"its content encoding, {name[:40]}, is none that is known")
    try:
        return _read(decoder(raw), cap, budget)
    except (OSError, zlib.error, EOFError) as error:
        if name in ("gzip", "x-gzip") and not raw.startswith(b"\x1f\x8b"):
            return raw  # undone by the crawler, who kept the header
        raise DocumentError(budget.origin, f"its content encoding, {name}, is damaged: {error}") from error
    except ImportError as error:
        raise DocumentError(budget.origin, f"its content encoding, {name}, needs a library: {error}") from error


def _brotli(raw: bytes) -> Readable:
    from fastwarc.stream_io import BrotliReader

    return BrotliReader(io.BytesIO(raw))


def _zstd(raw: bytes) -> Readable:
    from fastwarc.stream_io import ZstdReader

    return ZstdReader(io.BytesIO(raw))


class _Inflated:
    """zlib as a stream; `window` as zlib counts it."""

    def __init__(self, raw: bytes, window: int) -> None:
        self._unpacker = zlib.decompressobj(window)
        self._rest = raw

    def read(self, size: int, /) -> bytes:
        if self._unpacker.eof:
            return b""
        piece = self._unpacker.decompress(self._rest, size)
        self._rest = self._unpacker.unconsumed_tail
        if not piece and not self._unpacker.eof:
            raise EOFError("it is cut short")
        return piece


def _deflate(raw: bytes) -> Readable:
    """With its header, or without, as some servers send it."""
    return _Inflated(raw, zlib.MAX_WBITS if raw[:1] and raw[0] & 0x0F == 8 else -zlib.MAX_WBITS)


DECODERS: dict[str, Callable[[bytes], Readable]] = {
    "gzip": lambda raw: _Inflated(raw, zlib.MAX_WBITS | 16),
    "x-gzip": lambda raw: _Inflated(raw, zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}


def _read(stream: Readable, cap: int, budget: Budget, count: bool = True) -> bytes:
    data = io.BytesIO()
    for piece in _pieces(stream):
        if count:
            budget.take(0, len(piece))
        data.write(piece)
        if data.tell() > cap:
            raise TooLarge(budget.origin, f"its page is larger than {megabytes(cap)}")
    return data.getvalue()


def _pieces(stream: Readable) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece
