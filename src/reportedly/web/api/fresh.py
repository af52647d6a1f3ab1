"""Whether an answer that somebody kept is still good: by the state of the ledger's files, without asking the ledger."""

import hashlib
from pathlib import Path

from starlette.requests import Request

from reportedly.version import program


def tag(request: Request, ledger: Path) -> str:
    """The weak ETag of an answer from the ledger as it stands.

    SQLite writes each transaction to the end of the log beside the file, or into the file: either changes a size or a
    time. Row numbers would not do: what is erased in the middle leaves the largest as it was. Taken before the ledger
    is asked, so that a change in between makes the tag too old, never too new.
    """
    stamps = (_stamp(ledger), _stamp(ledger.with_name(f"{ledger.name}-wal")))
    asked = (program(), stamps, request.scope["path"], request.scope["query_string"])
    return f'W/"{hashlib.sha256(repr(asked).encode()).hexdigest()[:20]}"'


def is_known(request: Request, current: str) -> bool:
    """Whether the client has the answer of this tag already (`If-None-Match`).

    `*` is not honoured: whether there is any answer is known only by asking.
    """
    opaque = current.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == opaque for one in request.headers.get("if-none-match", "").split(","))


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        stat = path.stat()
    except OSError:
        return (0, 0, 0)
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns)
