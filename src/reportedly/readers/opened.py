"""An origin that is open for reading, and reading it under a cap."""

import io
from typing import BinaryIO

import msgspec

from reportedly.errors import DocumentError, TooLarge

# Bytes from which the kind is guessed: as many as browsers use, more than any preamble seen before `<html`.
HEAD_BYTES = 4096


class Opened(msgspec.Struct, frozen=True):
    """Bytes about to be read: `url` is where they were fetched (redirects followed), `charset` what the server said."""

    origin: str
    stream: BinaryIO
    url: str | None = None
    charset: str | None = None


def is_url(origin: str) -> bool:
    """Whether an origin is fetched, not opened."""
    return origin[:8].lower().startswith(("http://", "https://"))


def read_all(opened: Opened, cap: int) -> bytes:
    """All bytes of the stream, at most `cap`; raises TooLarge, having read no more than one byte above it."""
    pieces = io.BytesIO()
    while piece := opened.stream.read(min(1 << 20, cap + 1 - pieces.tell())):
        pieces.write(piece)
        if pieces.tell() > cap:
            raise TooLarge(opened.origin, too_large(cap))
    return pieces.getvalue()


def too_large(cap: int) -> str:
    """Why a file was not read, and what to do about it."""
    return f"larger than {megabytes(cap)}, the most that one article may hold; --max-mb raises it"


def megabytes(size: int) -> str:
    """`size` in words for the user.

    >>> megabytes(128 * 1024 * 1024), megabytes(2000)
    ('128 MB', '2,000 bytes')
    """
    return f"{size // (1 << 20):,} MB" if size >= 1 << 20 else f"{size:,} bytes"


class _Rejoined(io.RawIOBase):
    """Bytes that were read ahead, followed by the rest of the stream that they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def look_ahead(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of `stream`, and a stream that still begins with them; works for pipes."""
    head = stream.read(HEAD_BYTES)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, io.BufferedReader(_Rejoined(head, stream))


def reason(error: OSError) -> str:
    """Why the system refused, in words for the user."""
    return (error.strerror or type(error).__name__).lower()


def refuse(origin: str, error: OSError) -> DocumentError:
    """The DocumentError for a file that the system would not open or read."""
    return DocumentError(origin, reason(error))
