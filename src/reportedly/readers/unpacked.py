"""Gzip, unpacked piece by piece under a cap that grows with what was read, member by member."""

import io
import zlib
from typing import BinaryIO

from reportedly.errors import TooLarge

MAGIC = b"\x1f\x8b\x08"
PIECE = 1 << 16  # bytes read at a time


class Bomb(TooLarge):
    """An input expands far more than any text does: no more of it is unpacked."""


class Budget:
    """How far one input may expand: `slack` bytes, and `ratio` for each byte read of it. Counts over all of it."""

    def __init__(self, origin: str, slack: int, ratio: int) -> None:
        self.origin, self.slack, self.ratio = origin, slack, ratio
        self.read = self.unpacked = 0

    def take(self, read: int, unpacked: int) -> None:
        """Count bytes; raises TooLarge where they are too many."""
        self.read += read
        self.unpacked += unpacked
        if self.unpacked > self.slack + self.ratio * self.read:
            raise Bomb(self.origin, f"expands to more than {self.ratio:,} times its size: not unpacked any further")

    def again(self) -> "Budget":
        """For reading a part of the input once more: what comes out counts, what goes in has been counted."""
        return _Again(self)


class _Again(Budget):
    def __init__(self, first: Budget) -> None:
        super().__init__(first.origin, first.slack, first.ratio)
        self._first = first

    def take(self, read: int, unpacked: int) -> None:  # noqa: ARG002 (read has been counted)
        self._first.take(0, unpacked)


class Counted(io.RawIOBase):
    """A stream whose bytes count as read, or as unpacked; no more than `most` are asked of it at a time."""

    def __init__(self, stream: BinaryIO, budget: Budget, unpacked: bool = False, most: int = PIECE) -> None:
        super().__init__()
        self._stream, self._budget, self._unpacked, self._most = stream, budget, unpacked, most
        self._at = 0

    def readable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` or part of it; 0 at the end. Raises Bomb."""
        piece = self._stream.read(min(len(buffer), self._most))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        self._budget.take(0 if self._unpacked else len(piece), len(piece) if self._unpacked else 0)
        return len(piece)


class Compressed:
    """A stream of gzip members; `offset` is that of the next byte in the input.

    What lies before `counted` has been read once already, and does not count again.
    """

    def __init__(self, stream: BinaryIO, budget: Budget, offset: int = 0, counted: int = 0) -> None:
        self.budget = budget
        self.offset = offset
        self.counted = counted
        self._stream = stream
        self._piece = memoryview(b"")

    def view(self) -> memoryview:
        """The bytes that come next, at least one; none at the end."""
        if not self._piece:
            self._piece = memoryview(self._stream.read(PIECE) or b"")
        return self._piece

    def advance(self, count: int) -> None:
        """Pass over `count` bytes of the view."""
        self._piece = self._piece[count:]
        self.offset += count
        if self.offset > self.counted:
            self.budget.take(self.offset - self.counted, 0)
            self.counted = self.offset

    def find_member(self) -> bool:
        """Go to where the next member may begin: the next magic number; False if there is none."""
        tail = b""  # a magic number may lie across two pieces
        while view := self.view():
            place = (tail + bytes(view)).find(MAGIC)
            if place >= len(tail):
                self.advance(place - len(tail))
                return True
            if place >= 0:  # give back what lies before the piece
                self._piece = memoryview(tail[place:] + bytes(view))
                self.offset -= len(tail) - place
                return True
            tail = bytes(view[-len(MAGIC) + 1 :])
            self.advance(len(view))
        return False


class Member(io.RawIOBase):
    """One gzip member as a stream. Raises EOFError if it is cut short, zlib.error if damaged, TooLarge by the budget.

    After an error the compressed stream stands one byte behind where the piece at fault begins.
    """

    def __init__(self, compressed: Compressed) -> None:
        super().__init__()
        self._compressed = compressed
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._at = 0

    def readable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """How many bytes have come out."""
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` or part of it; 0 at the end of the member."""
        while not self._unpacker.eof:
            view = self._compressed.view()
            try:
                piece = self._unpacker.decompress(view, len(buffer))
            except zlib.error:
                self._compressed.advance(1)
                raise
            if view:
                left = len(self._unpacker.unconsumed_tail) or len(self._unpacker.unused_data)
                self._compressed.advance(len(view) - left)
            elif not piece and not self._unpacker.eof:
                raise EOFError("it is cut short")
            if piece:
                self._compressed.budget.take(0, len(piece))
                self._at += len(piece)
                buffer[: len(piece)] = piece
                return len(piece)
        return 0


class _Gunzipped(io.RawIOBase):
    """All members of a gzip stream, one after the other; what follows the last and is no member is passed over."""

    def __init__(self, compressed: Compressed) -> None:
        super().__init__()
        self._compressed = compressed
        self._member = Member(compressed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not (count := self._member.readinto(buffer)):
            if not self._compressed.find_member():
                return 0
            self._member = Member(self._compressed)
        return count


def gunzipped(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """The unpacked bytes of a gzip stream; reading raises as `Member` does."""
    return io.BufferedReader(_Gunzipped(Compressed(stream, budget)))
