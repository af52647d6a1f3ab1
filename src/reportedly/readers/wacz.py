"""WACZ (a zip of web archives) -> the pages in them. Runs in a confined process; nothing is ever written to disk."""

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from reportedly.errors import DocumentError
from reportedly.readers.asked import Asked
from reportedly.readers.delivery import most_first
from reportedly.readers.frames import Fault, Others, Part, Unpack
from reportedly.readers.framing import DAMAGE
from reportedly.readers.unpacked import Bomb, Budget, Counted
from reportedly.readers.warc import Archive

SUFFIXES = (".warc", ".warc.gz", ".warc.zst")

# A file of the zip format begins with a header of 30 bytes, a name and an extra field, whose lengths stand at its end.
LOCAL_HEADER = 30
LENGTHS = struct.Struct("<26xHH")

ENCRYPTED = 1  # bit of an entry's flags


class Window:
    """A stretch of a source, as a source of its own."""

    def __init__(self, source: Asked, start: int, size: int) -> None:
        self._source, self._start = source, start
        self.size: int | None = size

    def open(self, offset: int = 0) -> io.BufferedReader:
        """The stretch from `offset` on."""
        left = max(0, (self.size or 0) - offset)
        return io.BufferedReader(_Limited(self._source.open(self._start + offset), left))


class _Limited(io.RawIOBase):
    def __init__(self, stream: io.BufferedReader, left: int) -> None:
        super().__init__()
        self._stream, self._left = stream, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._stream.read(min(len(buffer), self._left))
        self._left -= len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


class Once:
    """A stream as a source that is read once."""

    size: int | None = None

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def open(self, offset: int = 0) -> io.BufferedReader:  # noqa: ARG002 (there is only one place)
        """The stream."""
        return self._stream


def archives(task: Unpack, source: Asked) -> Iterator[Part]:
    """The parts of each WARC in the zip; its index and lists are counted as others.

    The names in it only tell the records apart, whatever they look like: nothing is extracted. Raises DocumentError
    where it is no zip, Bomb by the ratio over the whole file.
    """
    if source.size is None:
        raise DocumentError(task.origin, "a WACZ has to be a file, as its table of contents stands at its end")
    budget = Budget(task.origin, task.slack, task.ratio)
    try:
        archive = zipfile.ZipFile(cast(BinaryIO, source.open()))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, *DAMAGE) as error:
        raise DocumentError(task.origin, f"no WACZ: {error}") from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if sum(entry.compress_size for entry in entries) > source.size:
        raise Bomb(task.origin, "the files in it overlap, as in a zip that is made to expand without end")
    warcs = [entry for entry in entries if entry.filename.lower().endswith(SUFFIXES)]
    if not warcs:
        raise DocumentError(task.origin, "no WACZ: the zip holds no WARC")
    for entry in warcs:
        try:
            yield from _archive(archive, entry, task, source, budget).parts()
        except Bomb:
            raise
        except (DocumentError, zipfile.BadZipFile, NotImplementedError, RuntimeError, *DAMAGE) as error:
            reason = error.reason if isinstance(error, DocumentError) else " ".join(str(error).split())[:200]
            yield Fault(entry.filename, reason)
    rest = len(entries) - len(warcs)
    if rest:
        yield Others("files", most_first({"index and other lists": rest}))


def _archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, task: Unpack, source: Asked, budget: Budget) -> Archive:
    """The WARC at an entry: read where it lies if it is stored, as it has to be, else unpacked in passing."""
    inside = f"{entry.filename}#"
    if entry.flag_bits & ENCRYPTED:
        raise DocumentError(task.origin, "is encrypted")
    if entry.compress_type != zipfile.ZIP_STORED:
        budget.take(entry.compress_size, 0)
        unpacked = Counted(cast(BinaryIO, archive.open(entry)), budget, unpacked=True)
        return Archive(task, Once(io.BufferedReader(unpacked)), budget.again(), inside)
    header = source.open(entry.header_offset).read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise DocumentError(task.origin, "lies outside the zip")
    start = entry.header_offset + LOCAL_HEADER + sum(LENGTHS.unpack(header))
    return Archive(task, Window(source, start, entry.file_size), budget, inside)
