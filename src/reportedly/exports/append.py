"""Lines at the end of a file: all of them or none, and on the disk before anybody relies on it."""

import json
import os
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import RunError

BLOCK = 1 << 16  # bytes that are read at once, from the end, to find where the last line begins


def append_lines(target: Path, lines: bytes) -> None:
    """Add lines of JSON to a file, which is made if it is not there; a device or a pipe is written to as it is.

    Where they cannot all be written the file is left as it was. What a run that was killed left of a line is taken
    away. Raises RunError, naming the file.
    """
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                device.write(lines)
        else:
            target.touch()
            with target.open("r+b") as file:
                _append(file, lines)
    except BrokenPipeError:  # whoever reads has enough: no fault of ours
        raise
    except OSError as error:
        raise RunError(f"{target}: {error.strerror or error}") from error


def _append(file: BinaryIO, lines: bytes) -> None:
    last = _last_line(file)
    end = file.seek(0, os.SEEK_END)
    try:
        if last and not _is_whole(last):
            end = file.truncate(end - len(last))
        elif last:
            lines = b"\n" + lines
        file.seek(end)
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    except BaseException:
        os.truncate(file.fileno(), end)
        raise


def _last_line(file: BinaryIO) -> bytes:
    """What stands behind the last line end: nothing in a file that is whole."""
    at, tail = file.seek(0, os.SEEK_END), b""
    while at and b"\n" not in tail:
        start = max(0, at - BLOCK)
        file.seek(start)
        tail, at = file.read(at - start) + tail, start
    return tail.rpartition(b"\n")[2]


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
