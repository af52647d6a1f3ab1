"""Forgetting documents and actors, in every table, index and log of the ledger.

With a document goes all that was found in it; only its id is kept, so that the same article is not added again. With an
actor go its reports and every judgement on it. The articles stay, but wherever one names the actor each letter becomes
a block: spans stay true, and so do the reports of others. The raw bytes of those articles go. What is not rewritten:
addresses, file names, the names of outlets, and copies of the ledger elsewhere.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.errors import LedgerError
from reportedly.ledger import mask
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.erase import (
    appearances_of,
    count_judgements,
    erase_appearances,
    erase_reports,
    erase_row,
    judgements_may_go,
    leave_to_the_split,
    overwrite,
    sweep,
)
from reportedly.linking.actors.described import is_described
from reportedly.resolve import recluster
from reportedly.tracing import trace_new
from reportedly.version import program


class Erased(NamedTuple):
    """What is gone with one id: how many documents, reports and judgements, and how many documents were masked."""

    documents: int = 0
    reports: int = 0
    judgements: int = 0
    masked: int = 0


class Erasure(NamedTuple):
    """What is gone, id by id; `lingers`: a program that reads the ledger still holds the old pages."""

    erased: tuple[Erased, ...]
    lingers: bool


def erase(ledger: Ledger, ids: Sequence[str]) -> Erasure:
    """Forget documents (`d:...`) and actors (`a:...`, of any of their profiles), all or, on an error, none.

    The whole file is rewritten. Raises LedgerError if the ledger does not have one of them. Where `lingers`, the old
    pages go as soon as that program has ended and the ledger is opened for writing once more.
    """
    with transaction(ledger) as connection, judgements_may_go(connection):
        erased = tuple(_erase_one(connection, id) for id in dict.fromkeys(ids))
    trace_new(ledger, program())  # nothing is kept of the words of those who are gone
    return Erasure(erased, lingers=not overwrite(ledger))


def _erase_one(connection: sqlite3.Connection, id: str) -> Erased:
    before = count_judgements(connection)
    gone = _document(connection, id) if id.startswith("d:") else _actor(connection, id)
    return gone._replace(judgements=before - count_judgements(connection))


def _document(connection: sqlite3.Connection, id: str) -> Erased:
    row = connection.execute("SELECT number FROM document WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise LedgerError(f"the ledger has no document {id}")
    number: int = row["number"]
    of_it = "SELECT number FROM {} WHERE document = ?"
    reports = [one for (one,) in connection.execute(of_it.format("attribution"), (number,))]
    shown = [one for (one,) in connection.execute(of_it.format("appearance"), (number,))]
    erase_reports(connection, reports)
    profiles = erase_appearances(connection, shown)
    erase_row(connection, number, id)
    recluster(connection, sweep(connection, profiles, forget=True))
    return Erased(documents=1, reports=len(reports))


def _actor(connection: sqlite3.Connection, id: str) -> Erased:
    bearers = connection.execute(
        "SELECT m.number, m.id, m.name, m.kind FROM profile AS p JOIN profile AS m ON m.actor = p.actor WHERE p.id = ?",
        (id,),
    ).fetchall()
    if not bearers:
        raise LedgerError(f"the ledger has no actor {id}")
    profiles = [row["number"] for row in bearers]
    leave_to_the_split(connection, profiles)
    shown = appearances_of(connection, profiles)
    names = mask.Names({row["name"]: row["kind"] for row in bearers if not is_described(row["name"], row["kind"])})
    named = mask.documents_naming(connection, names, shown, profiles)
    reports = [
        number
        for profile in profiles
        for (number,) in connection.execute("SELECT number FROM report WHERE profile = ?", (profile,))
    ]
    erase_reports(connection, reports)
    touched = erase_appearances(connection, shown)
    masked = sum(mask.mask_document(connection, number, names, spans) for number, spans in named.items())
    mask.mask_profiles(connection, names, profiles)
    recluster(connection, sweep(connection, {*touched, *profiles}, forget=True))
    return Erased(reports=len(reports), masked=masked)
