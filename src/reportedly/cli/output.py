"""Standard output: as UTF-8 for machines, as the terminal wants it for people; and what happens when nobody reads."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class ClosedPipeError(Exception):
    """Whoever read standard output has stopped reading."""


@contextmanager
def standard_output(plain: bool = False) -> Iterator[TextIO]:
    """Standard output as UTF-8 with line ends untouched; `plain`: as the terminal wants it, and never failing."""
    bare = sys.stdout.buffer
    if plain:
        out = io.TextIOWrapper(bare, encoding=sys.stdout.encoding, errors="backslashreplace")
    else:
        out = io.TextIOWrapper(bare, encoding="utf-8", newline="")
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ClosedPipeError from None
    finally:
        out.detach()
