"""A file that appears complete or not at all."""

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from reportedly.errors import RunError


@contextmanager
def whole(target: Path | None, *, streams: bool) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes the place of `target` when all has gone well; None is standard output.

    Until then it lies beside `target` under another name, and whatever `target` was stays as it is. A device or a pipe
    is written to as it is. A form that cannot be written straight through (not `streams`) is put together in a
    temporary file first. Raises RunError, naming the target, where it cannot be written; BrokenPipeError passes.
    """
    try:
        if target is None:
            with _through(sys.stdout.buffer, streams) as out:
                yield out
        elif target.exists() and not target.is_file():
            with target.open("wb") as device, _through(device, streams) as out:
                yield out
        else:
            with _replacing(Path(os.path.realpath(target))) as out:  # a link stays, and what it leads to is replaced
                yield out
    except BrokenPipeError:  # whoever reads has enough: no fault of ours
        raise
    except OSError as error:
        raise RunError(f"{target or 'standard output'}: {error.strerror or error}") from error


@contextmanager
def _through(out: BinaryIO, streams: bool) -> Iterator[BinaryIO]:
    if streams:
        yield out
    else:
        with tempfile.TemporaryFile() as complete:
            yield cast(BinaryIO, complete)
            complete.seek(0)
            shutil.copyfileobj(complete, out)
    out.flush()


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    part = target.with_name(f".reportedly-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            shutil.copymode(target, part)
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
