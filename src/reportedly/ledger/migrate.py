"""The schema's history: numbered SQL files, each applied once, in one transaction, after a backup."""

import sqlite3
from contextlib import closing
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from reportedly.errors import LedgerError

APPLICATION = 0x52505444  # "RPTD": what `file` and `PRAGMA application_id` know a ledger by
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables


def migrations() -> tuple[Traversable, ...]:
    """The SQL files in the order of their numbers: 1, 2, 3 and so on, without a gap."""
    found = (file for file in files("reportedly.ledger").joinpath("migrations").iterdir() if file.name.endswith(".sql"))
    return tuple(sorted(found, key=lambda file: file.name))


def version_of(connection: sqlite3.Connection, path: str, newest: int | None = None) -> int:
    """How many migrations the file has seen; 0 for an empty one. Raises LedgerError if it is not a ledger of ours.

    `newest` is how many there are: those of this program.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LedgerError(f"{path}: SQLite {sqlite3.sqlite_version} is older than 3.37, which a ledger needs")
    try:
        ((application,),) = connection.execute("PRAGMA application_id")
        ((version,),) = connection.execute("PRAGMA user_version")
        ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.DatabaseError as error:
        raise LedgerError(f"{path}: {error}") from error
    if application != APPLICATION and (application or version or tables):
        raise LedgerError(f"{path}: a database, but no ledger")
    if version > (len(migrations()) if newest is None else newest):
        raise LedgerError(f"{path}: written by a newer version of this program (schema {version}); update it")
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, steps: tuple[Traversable, ...] | None = None) -> None:
    """Bring an open ledger to the newest schema; whoever calls holds the write lock.

    Before a file that holds something is changed, it is copied to `PATH.backup-N`, N being its old version; an older
    backup of that version is written over. A migration that fails, or would leave a row that refers to none, leaves the
    file as it was before that migration.
    """
    steps = migrations() if steps is None else steps
    version = version_of(connection, str(path), len(steps))
    if 0 < version < len(steps):
        _back_up(connection, path.with_name(f"{path.name}.backup-{version}"))
    ((enforced,),) = connection.execute("PRAGMA foreign_keys")
    # A table that is made anew is dropped first, which would take along all that refers to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for number, step in enumerate(steps[version:], start=version + 1):
            _apply(connection, path, number, step.read_text(encoding="utf-8"))
    finally:
        connection.execute(f"PRAGMA foreign_keys = {enforced}")


def _apply(connection: sqlite3.Connection, path: Path, number: int, script: str) -> None:
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {script}; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number};"
        )
        astray = {row[0] for row in connection.execute("PRAGMA foreign_key_check")}
        if astray:
            raise sqlite3.IntegrityError(f"rows of {', '.join(sorted(astray))} would refer to rows that are gone")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise LedgerError(f"{path}: migration {number} failed and changed nothing: {error}") from error


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
