"""The raw bytes that documents were made from."""

import sqlite3
import zlib

import msgspec

from reportedly.errors import LedgerError
from reportedly.ledger.question import plain


class BodyHead(msgspec.Struct, frozen=True):
    """What a document was made from; `size` in bytes."""

    sha256: str
    media_type: str
    size: int


def body_head(connection: sqlite3.Connection, document: str) -> BodyHead | None:
    """What is known of a document's (its id) bytes; None where they were not kept."""
    row = connection.execute(
        "SELECT b.sha256, b.media_type, b.size FROM document AS d JOIN body AS b ON b.sha256 = d.body WHERE d.id = ?",
        (plain(document),),
    ).fetchone()
    return BodyHead(*row) if row else None


def body(connection: sqlite3.Connection, head: BodyHead) -> bytes | None:
    """The bytes themselves. Raises LedgerError where they are damaged; never makes more of them than there were."""
    row = connection.execute("SELECT zlib FROM body WHERE sha256 = ?", (head.sha256,)).fetchone()
    if row is None:
        return None
    try:
        content = zlib.decompressobj().decompress(row["zlib"], head.size + 1)
    except zlib.error as error:
        raise LedgerError(f"the bytes {head.sha256} are damaged: {error}") from error
    if len(content) != head.size:
        raise LedgerError(f"the bytes {head.sha256} are damaged: {head.size} were kept, {len(content)} are there")
    return content
