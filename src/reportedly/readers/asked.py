"""The confined process's side of a container: its input, which the parent holds, and the alarm that ends a loop."""

import io
import signal
from typing import BinaryIO

import msgspec

from reportedly.readers.frames import Chunk, More, receive, send

# Bytes asked for at a time: enough that the questions cost little, and not much more than one page when a page is read
# again.
PIECE = 1 << 18

CHUNK = msgspec.msgpack.Decoder(Chunk)


class Alarm:
    """Ends this process after so many seconds of work, even if the parent is gone and cannot."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def set(self, seconds: float) -> None:
        """Start, with a second more than the parent's own limit, which tells the user."""
        self._seconds = seconds + 1
        self.on()

    def on(self) -> None:
        """Start anew, if it was ever set."""
        self._ring_in(self._seconds)

    def off(self) -> None:
        """Stop: what follows is waiting for the parent, who may take any time."""
        self._ring_in(0)

    def _ring_in(self, seconds: float) -> None:
        if hasattr(signal, "setitimer"):  # not on Windows
            signal.setitimer(signal.ITIMER_REAL, seconds)


class Link:
    """The frames to and from the parent."""

    def __init__(self, questions: BinaryIO, answers: BinaryIO, alarm: Alarm) -> None:
        self._questions, self._answers = questions, answers
        self._alarm = alarm

    def tell(self, record: msgspec.Struct) -> None:
        """Hand a record over."""
        self._alarm.off()
        send(self._answers, record)
        self._alarm.on()

    def ask(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes of the input from `offset` on; none at its end."""
        self._alarm.off()
        send(self._answers, More(offset, size))
        body = receive(self._questions)
        self._alarm.on()
        if body is None:
            raise SystemExit  # the parent is gone
        return CHUNK.decode(body).data


class _Asked(io.RawIOBase):
    def __init__(self, link: Link, offset: int, size: int | None) -> None:
        super().__init__()
        self._link, self._at, self._size = link, offset, size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._size is not None

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if self._size is None:
            raise io.UnsupportedOperation("seek")
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._link.ask(self._at, len(buffer))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


class Asked:
    """The input of a task. `size` is None where its bytes come once and in order only."""

    def __init__(self, link: Link, size: int | None) -> None:
        self._link = link
        self.size = size

    def open(self, offset: int = 0) -> io.BufferedReader:
        """The input from `offset` on, as a stream of its own; only one may be read where `size` is None."""
        return io.BufferedReader(_Asked(self._link, offset, self.size), PIECE)
