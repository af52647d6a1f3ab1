"""Deleting rows, with all that hangs on them, and the pages that held them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from reportedly.ledger.connection import Ledger, locked
from reportedly.ledger.write import now

INDEXES = ("report_fts", "document_fts", "profile_fts", "report_cjk", "document_cjk")


@contextmanager
def judgements_may_go(connection: sqlite3.Connection) -> Iterator[None]:
    """Let judgements be deleted inside; in a transaction, so that an error closes that door too."""
    connection.execute("INSERT INTO erasing VALUES (1)")
    yield
    connection.execute("DELETE FROM erasing")


def count_judgements(connection: sqlite3.Connection) -> int:
    """How many there are, withdrawn ones included."""
    return int(connection.execute("SELECT count(*) FROM judgement").fetchone()[0])


def erase_reports(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Delete reports; what was nested in one stands alone. Judgements stay while a copy of the text has the report."""
    for number in numbers:
        id, document = connection.execute("SELECT id, document FROM attribution WHERE number = ?", (number,)).fetchone()
        connection.execute("DELETE FROM link WHERE report = ?", (number,))
        connection.execute("DELETE FROM report WHERE number = ?", (number,))
        connection.execute("DELETE FROM attribution WHERE number = ?", (number,))
        for table in ("attribution", "report"):
            connection.execute(f"UPDATE {table} SET parent = NULL WHERE document = ? AND parent = ?", (document, id))
        if not connection.execute("SELECT 1 FROM attribution WHERE id = ?", (id,)).fetchone():
            _erase_judgements(connection, id)


def appearances_of(connection: sqlite3.Connection, profiles: Iterable[int]) -> list[int]:
    """The numbers of all appearances of these profiles, a split one's own too."""
    rows = (
        row
        for profile in profiles
        for row in connection.execute(
            "SELECT number FROM appearance WHERE profile = ?1 UNION"
            " SELECT number FROM appearance WHERE id = (SELECT id FROM profile WHERE number = ?1)",
            (profile,),
        )
    )
    return sorted({number for (number,) in rows})


def erase_appearances(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[int]:
    """Delete appearances; the profiles that they leave, one that was split off for them too."""
    profiles: set[int] = set()
    for number in numbers:
        rows = connection.execute(
            "SELECT profile FROM appearance WHERE number = ?1 UNION"
            " SELECT number FROM profile WHERE id = (SELECT id FROM appearance WHERE number = ?1)",
            (number,),
        )
        profiles.update(profile for (profile,) in rows)
        ((id,),) = connection.execute("SELECT id FROM appearance WHERE number = ?", (number,))
        connection.execute("UPDATE attribution SET appearance = NULL WHERE appearance = ?", (number,))
        connection.execute("DELETE FROM mention WHERE appearance = ?", (number,))
        connection.execute("DELETE FROM appearance WHERE number = ?", (number,))
        _erase_judgements(connection, id)
    return profiles


def leave_to_the_split(connection: sqlite3.Connection, profiles: Sequence[int]) -> None:
    """Of these profiles' appearances, give those that a person has split off to another actor to their own profile."""
    for profile in profiles:
        connection.execute(
            "UPDATE appearance SET profile = (SELECT number FROM profile AS s WHERE s.id = appearance.id)"
            " WHERE profile = ?1 AND EXISTS (SELECT 1 FROM profile AS s, profile AS p"
            " WHERE s.id = appearance.id AND p.number = ?1 AND s.actor <> p.actor)",
            (profile,),
        )


def erase_row(connection: sqlite3.Connection, number: int, id: str) -> None:
    """Delete the row of a document in which nothing is found any more, where it was met, its body; remember its id."""
    ((body, outlet),) = connection.execute("SELECT body, outlet FROM document WHERE number = ?", (number,))
    for (origin,) in connection.execute("SELECT origin FROM sighting WHERE document = ?", (number,)).fetchall():
        connection.execute("DELETE FROM finished WHERE origin = ?", (origin,))
        connection.execute("DELETE FROM failure WHERE origin = ?", (origin,))
    connection.execute("DELETE FROM sighting WHERE document = ?", (number,))
    connection.execute("DELETE FROM document WHERE number = ?", (number,))
    connection.execute("INSERT OR IGNORE INTO erased VALUES (?, ?)", (id, now()))
    drop_body(connection, body)
    connection.execute(
        "DELETE FROM outlet WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE outlet = ?1)", (outlet,)
    )


def drop_body(connection: sqlite3.Connection, sha256: str | None) -> None:
    """Delete a body that no document was made from any more."""
    connection.execute(
        "DELETE FROM body WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE body = ?1)", (sha256,)
    )


def sweep(connection: sqlite3.Connection, profiles: Iterable[int], *, forget: bool) -> set[str]:
    """Delete those of `profiles` that nothing shows any more, and what nothing says any more of the others.

    With `forget` the judgements on them go too; without it, whom a person has judged stays. Gives the ids of profiles
    left that may belong to other actors now: they are to be clustered anew, at once or when they are compared.
    """
    left: set[str] = set()
    for number in sorted(profiles):
        ((id, actor),) = connection.execute("SELECT id, actor FROM profile WHERE number = ?", (number,))
        mates = {mate for (mate,) in connection.execute("SELECT id FROM profile WHERE actor = ?", (actor,))}
        if _is_shown(connection, number) or (not forget and _is_judged(connection, id)):
            _forget_descriptions(connection, number)
            continue
        if forget:
            _erase_judgements(connection, id)
        _erase_profile(connection, number, id)
        left = (left | mates) - {id}
    return left


def _is_shown(connection: sqlite3.Connection, profile: int) -> bool:
    for table in ("appearance", "report"):
        if connection.execute(f"SELECT 1 FROM {table} WHERE profile = ? LIMIT 1", (profile,)).fetchone():
            return True
    return False


def _is_judged(connection: sqlite3.Connection, id: str) -> bool:
    asked = "SELECT 1 FROM judgement WHERE judge <> 'model' AND (left = ?1 OR right = ?1) LIMIT 1"
    return connection.execute(asked, (id,)).fetchone() is not None


def _forget_descriptions(connection: sqlite3.Connection, profile: int) -> None:
    gone = connection.execute(
        "DELETE FROM description WHERE profile = ?1 AND words NOT IN"
        " (SELECT d.value FROM appearance AS a, json_each(a.descriptions) AS d WHERE a.profile = ?1)",
        (profile,),
    )
    if gone.rowcount:
        connection.execute("UPDATE profile SET judged = 0 WHERE number = ?", (profile,))


def _erase_profile(connection: sqlite3.Connection, number: int, id: str) -> None:
    """Those it stood for stand for themselves until they are clustered anew; the model compares again all like it."""
    connection.execute("UPDATE profile SET actor = id WHERE actor = ?", (id,))
    connection.execute(
        "UPDATE profile SET judged = 0 WHERE number IN (SELECT other.profile FROM profile_key AS mine"
        " JOIN profile_key AS other ON other.key = mine.key WHERE mine.profile = ?)",
        (number,),
    )
    connection.execute("DELETE FROM profile_key WHERE profile = ?", (number,))
    connection.execute("DELETE FROM description WHERE profile = ?", (number,))
    connection.execute("DELETE FROM profile WHERE number = ?", (number,))


def _erase_judgements(connection: sqlite3.Connection, id: str) -> None:
    """At one stroke: what withdraws a judgement names the same two, and refers to it."""
    connection.execute("DELETE FROM judgement WHERE left = ?1 OR right = ?1", (id,))


def overwrite(ledger: Ledger) -> bool:
    """Rewrite indexes, file and log, so that no freed page holds what was deleted; False if a reader holds the log."""
    with locked(ledger):
        for index in INDEXES:
            ledger.connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        ledger.connection.execute("VACUUM")
        ((busy, _, _),) = ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return not busy
