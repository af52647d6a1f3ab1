"""What goes between this process and a confined one: records, in frames of eight bytes of length and MessagePack."""

import struct
from typing import BinaryIO, Literal

import msgspec

from reportedly.readers.metadata import About

LENGTH = struct.Struct(">Q")

ContainerKind = Literal["feed", "ninjs", "warc", "wacz"]


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The process has loaded what it needs."""


class Request(msgspec.Struct, frozen=True, tag=True):
    """A page, where it was fetched, and what its extraction may cost.

    A `fragment` is no page but an article's text in HTML (of a feed, of ninjs): all of it is main text.
    """

    html: str
    url: str | None
    depth: int
    memory: int
    seconds: float
    fragment: bool = False


class Page(msgspec.Struct, frozen=True, tag=True):
    """The main text of a page (never empty), what the page says of itself, and which extractor found the text."""

    text: str
    about: About
    notes: tuple[str, ...]


class Failure(msgspec.Struct, frozen=True, tag=True):
    """Why nothing was found, or nothing more will come, in words for the user.

    `too_large` where a cap was met; `spent` where the process is not to be trusted with another task.
    """

    reason: str
    too_large: bool = False
    spent: bool = False


class Unpack(msgspec.Struct, frozen=True, tag=True):
    """A feed, archive or ninjs file to be taken apart, and what that may cost (as in Config).

    `size` is how many bytes it has, None where they come once and in order only.
    """

    kind: ContainerKind
    origin: str
    url: str | None
    charset: str | None
    size: int | None
    max_bytes: int
    max_html_bytes: int
    container_bytes: int
    entries: int
    ratio: int
    slack: int
    memory: int
    seconds: float


class More(msgspec.Struct, frozen=True, tag=True):
    """The confined process asks for up to `size` bytes of its input from `offset` on."""

    offset: int
    size: int


class Chunk(msgspec.Struct, frozen=True, tag=True):
    """The bytes that were asked for; none at the end of the input."""

    data: bytes


class Item(msgspec.Struct, frozen=True, tag=True):
    """One article of a container, as bytes: it is read as a file of its own would be.

    `place` tells it from the others in the container ("" where it is the only one); `about` is what the container says
    of it; `captured` when an archive fetched it.
    """

    place: str
    body: bytes
    media_type: Literal["text/html", "text/plain"]
    charset: str | None
    url: str | None
    about: About
    notes: tuple[str, ...] = ()
    fragment: bool = False
    captured: str | None = None


class Fault(msgspec.Struct, frozen=True, tag=True):
    """One article of a container cannot be had, and why; the others follow."""

    place: str
    reason: str
    too_large: bool = False


class Others(msgspec.Struct, frozen=True, tag=True):
    """How many things of which kind a container holds that are no articles."""

    what: str
    counts: tuple[tuple[str, int], ...]


class Done(msgspec.Struct, frozen=True, tag=True):
    """The container has been taken apart."""


Part = Item | Fault | Others


def send(stream: BinaryIO, record: msgspec.Struct) -> None:
    """Write one frame."""
    body = msgspec.msgpack.encode(record)
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read the body of one frame; None if the stream ends before it does."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None
