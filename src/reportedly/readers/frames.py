"""What goes between this process and the confined one: records, in frames of eight bytes of length and MessagePack."""

import struct
from typing import BinaryIO

import msgspec

from reportedly.readers.metadata import About

LENGTH = struct.Struct(">Q")


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The extractors are loaded."""


class Request(msgspec.Struct, frozen=True, tag=True):
    """A page, where it was fetched, and what its extraction may cost."""

    html: str
    url: str | None
    depth: int
    memory: int
    seconds: float


class Page(msgspec.Struct, frozen=True, tag=True):
    """The main text of a page (never empty), what the page says of itself, and which extractor found the text."""

    text: str
    about: About
    notes: tuple[str, ...]


class Failure(msgspec.Struct, frozen=True, tag=True):
    """Why nothing was found, in words for the user.

    `too_large` where a cap was met; `spent` where the process is not to be trusted with another page.
    """

    reason: str
    too_large: bool = False
    spent: bool = False


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
