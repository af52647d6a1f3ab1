"""The records of a web archive, however it is compressed; damage is passed over, and what follows it is found again."""

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, cast

from reportedly.errors import DocumentError
from reportedly.readers.unpacked import MAGIC, Budget, Compressed, Counted, Member

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

WARC = b"WARC/"
# Zstandard's frames, and the skippable one in which archives of archive.org keep their dictionary.
ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")

PIECE = 1 << 16
# FastWARC throws away what it has unpacked for a read in which it meets damage; of so little, no page is lost.
ZSTD_PIECE = 1 << 10

# What follows a damaged gzip member is looked for from the member's second byte on if no more than this was read of it:
# damaged data may run on for a while as if they were sound, and swallow the next members. Packed pages are smaller.
REWIND_BYTES = 1 << 20
# How often that is tried in one archive. Three bytes that look like a member's start come once in 16 MB of packed data,
# so only an archive that was made to cost time needs more.
MOST_SEARCHES = 2000

# What FastWARC and zlib raise for damage.
DAMAGE = (OSError, EOFError, zlib.error)


class Source(Protocol):
    """Bytes that can be read from any place, if `size` is known; else once and in order."""

    size: int | None

    def open(self, offset: int = 0) -> io.BufferedReader:
        """The bytes from `offset` on, as a stream of its own."""
        ...


class Found(NamedTuple):
    """A record, to be read before the next one is asked for, and where it can be found again, if it can."""

    record: "WarcRecord"
    offset: int | None


class Damage(NamedTuple):
    """A stretch that is no record."""

    offset: int
    reason: str


def records_of(source: Source, budget: Budget) -> Iterator[Found | Damage]:
    """The records in order. Raises DocumentError where there is not even a first one, Bomb by the budget."""
    stream = source.open()
    head = stream.peek(len(WARC))
    if not head:
        raise DocumentError(budget.origin, "nothing to read: empty")
    if head.startswith(MAGIC):
        yield from _members(stream, source, budget)
    elif head.startswith(ZSTD):
        from fastwarc.stream_io import ZstdReader

        unpacked = cast(BinaryIO, ZstdReader(Counted(stream, budget)))
        yield from _stretch(Counted(unpacked, budget, unpacked=True, most=ZSTD_PIECE), None)
    elif head.startswith(WARC):
        yield from _plain(stream, source, budget)
    else:
        raise DocumentError(budget.origin, "no web archive: its first bytes are no WARC record")


def record_at(source: Source, offset: int, budget: Budget) -> "WarcRecord":
    """The record at an `offset` that `Found` told. Raises what DAMAGE lists."""
    stream = source.open(offset)
    again = budget.again()
    raw = Member(Compressed(stream, again)) if stream.peek(len(MAGIC)).startswith(MAGIC) else Counted(stream, again)
    for record in _archive(raw):
        return record
    raise EOFError("the record is gone")


def _archive(stream: io.RawIOBase) -> "ArchiveIterator":
    from fastwarc.warc import ArchiveIterator

    return ArchiveIterator(cast(BinaryIO, stream), parse_http=False, stream_detect=False)


def _members(stream: io.BufferedReader, source: Source, budget: Budget) -> Iterator[Found | Damage]:
    """Each gzip member is read as an archive of its own, so that damage in one does not reach the next."""
    compressed = Compressed(cast(BinaryIO, stream), budget)
    sound = True  # a damaged stretch is told once, however often something in it looks like a member
    searches = 0
    while compressed.view():
        offset = compressed.offset
        first = offset if source.size is not None else None  # of several records in one member, the first
        damage: str | None = None
        try:
            member = io.BufferedReader(Member(compressed), PIECE)
            if member.peek(len(WARC)).startswith(WARC):
                for record in _archive(cast(io.RawIOBase, member)):
                    sound = True
                    yield Found(record, first)
                    first = None
            else:
                damage = "what is packed there is no WARC record"
            while member.read(PIECE):  # the end of a record that nobody wanted to read
                pass
        except DAMAGE as error:
            damage = _one_line(error)
            if source.size is not None and compressed.offset - offset <= REWIND_BYTES:
                again = cast(BinaryIO, source.open(offset + 1))
                compressed = Compressed(again, budget, offset + 1, compressed.counted)
        if damage and sound:
            yield Damage(offset, damage)
        sound = sound and not damage
        if bytes(compressed.view()[: len(MAGIC)]) != MAGIC:
            searches += 1
            if searches > MOST_SEARCHES or not compressed.find_member():
                return


def _plain(stream: io.BufferedReader, source: Source, budget: Budget) -> Iterator[Found | Damage]:
    """After damage, the next line that a record could begin with is looked for."""
    if source.size is None:
        yield from _stretch(Counted(cast(BinaryIO, stream), budget), None)
        return
    base: int | None = 0
    sound = True
    for _ in range(MOST_SEARCHES):
        behind = (base or 0) + 1
        damage: Damage | None = None
        for found in _stretch(Counted(cast(BinaryIO, stream), budget), base):
            if isinstance(found, Damage):
                damage = found
            else:
                sound = True
                behind = (found.offset or 0) + found.record.content_length + 1
                yield found
        if damage and sound:
            yield damage
        sound = sound and not damage
        base = _next_record(source, behind) if damage else None
        if base is None:
            return
        stream = source.open(base)


def _stretch(stream: Counted, base: int | None) -> Iterator[Found | Damage]:
    """Records up to the end or the first damage; `base` is where the stream begins in its source, if that matters."""
    at = 0
    try:
        for record in _archive(stream):
            at = record.stream_pos
            yield Found(record, None if base is None else base + at)
    except DAMAGE as error:
        yield Damage((base or 0) + at, _one_line(error))


def _next_record(source: Source, offset: int) -> int | None:
    stream = source.open(offset)
    mark = b"\n" + WARC
    tail = b""
    while piece := stream.read(PIECE):
        place = (tail + piece).find(mark)
        if place >= 0:
            return offset - len(tail) + place + 1
        tail = (tail + piece)[-len(mark) + 1 :]
        offset += len(piece)
    return None


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
