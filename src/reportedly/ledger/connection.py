"""Opening a ledger: read-only for those who ask, one writer at a time for those who add.

Writers take turns by a file lock beside the ledger, not by SQLite's own: it is held over the transaction *and* the
checkpoint after it, so that no two connections ever write to or reset the write-ahead log at once (SQLite before 3.51.3
has a race there). Readers never wait, and are never waited for.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from reportedly.errors import LedgerError
from reportedly.ledger.migrate import migrate, migrations, version_of

BUSY_SECONDS = 60.0  # for another program (a plain `sqlite3`) to let go; our own writers queue for the lock
LOCK_SECONDS = 600.0  # a transaction takes milliseconds; a migration of a large ledger, minutes
LOCK_POLL = 0.004  # seconds between two tries for the lock: about what one document's transaction takes
CHECKPOINT_PAGES = 2000  # of 4 KB in the log before a commit copies it into the file, under our lock: 8 MB


class Ledger(NamedTuple):
    """A ledger that is open for writing."""

    path: Path
    connection: sqlite3.Connection
    lock: FileLock


def open_to_read(path: Path) -> sqlite3.Connection:
    """A read-only connection; whoever gets it closes it.

    A ledger of an older schema is first brought to the newest one, with a backup as always. Raises LedgerError if the
    file is missing or no ledger, or if it is of an older schema and cannot be written.
    """
    if not path.is_file():
        raise LedgerError(f"{path}: no such ledger")
    connection = _connect(f"{path.resolve().as_uri()}?mode=ro", str(path))
    try:
        newest = len(migrations())  # looked up on disk, so once: every request opens the ledger
        version = version_of(connection, str(path), newest)
        if version == 0:
            raise LedgerError(f"{path}: an empty file, not a ledger")
    except BaseException:
        connection.close()
        raise
    if version < newest:
        connection.close()
        _bring_up(path)
        return open_to_read(path)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # a search of a million reports sorts some megabytes: not on disk
    return connection


def _bring_up(path: Path) -> None:
    try:
        with writing(path):
            pass
    except LedgerError as error:
        raise LedgerError(f"{path}: of an older schema, and cannot be brought to this one: {error}") from error


@contextmanager
def writing(path: Path) -> Iterator[Ledger]:
    """The ledger at `path`, made if it does not exist, brought to the newest schema; closed at the end."""
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: no such folder")
    ledger = Ledger(path, _connect(path.resolve().as_uri(), str(path)), FileLock(f"{path}.lock"))
    with closing(ledger.connection):
        with locked(ledger):
            _prepare(ledger)
        try:
            yield ledger
        finally:
            # The last connection to close checkpoints, so it closes under the lock as well.
            with locked(ledger):
                ledger.connection.close()


@contextmanager
def locked(ledger: Ledger) -> Iterator[None]:
    """Hold the right to write; may be nested."""
    try:
        with ledger.lock.acquire(timeout=LOCK_SECONDS, poll_interval=LOCK_POLL):
            yield
    except Timeout as error:
        raise LedgerError(f"{ledger.path}: another program has been writing for {LOCK_SECONDS:.0f} s") from error


@contextmanager
def transaction(ledger: Ledger) -> Iterator[sqlite3.Connection]:
    """All of what is written inside, or nothing."""
    connection = ledger.connection
    with locked(ledger):
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:  # disk full, read-only file, a lock held by a stranger
            raise LedgerError(f"{ledger.path}: {error}") from error


def _connect(uri: str, path: str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: {error}") from error
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(ledger: Ledger) -> None:
    connection = ledger.connection
    try:
        version_of(connection, str(ledger.path))  # before anything is changed in a stranger's database
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL safe against kill -9, and corrupts on no power cut
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")  # 64 MB: the upper levels of all indexes of a large ledger
        migrate(connection, ledger.path)
    except sqlite3.Error as error:
        raise LedgerError(f"{ledger.path}: {error}") from error
