"""Doubts of the model, put into a ledger by hand: pairs of reports, or of actors, that wait for a person."""

from pathlib import Path
from typing import Literal

from reportedly.ledger.connection import Ledger, transaction, writing
from reportedly.ledger.judgements import append
from reportedly.ledger.likeness import wordings_of
from reportedly.records import Judgement
from reportedly.tracing import trace_new

AT = "2024-05-01T00:00:00Z"
TABLES = {"statement": "likeness", "contradiction": "opposition"}


def doubt(ledger: Ledger, about: Literal["statement", "contradiction"], left: str, right: str, why: str) -> int:
    """Let the model be unsure of two reports (ids), as heads of their wordings; the judgement's number."""
    trace_new(ledger, "test")
    score = 0.25 if about == "statement" else None
    with transaction(ledger) as connection:
        number = append(connection, Judgement(about, left, right, "unsure", score, (why,), "model", "test", AT))
        places = sorted(wordings_of(connection, (left, right)).values())
        connection.execute(f"INSERT OR REPLACE INTO {TABLES[about]} VALUES (?, ?, ?)", (*places, number))
    return number


def doubt_in(path: Path, about: Literal["statement", "contradiction"], left: str, right: str, why: str) -> int:
    """The same in a ledger that is not open."""
    with writing(path) as ledger:
        return doubt(ledger, about, left, right, why)
