"""Rows of the ledger as reports: lines that can be read without their document."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from reportedly.ledger.spans import spans_in
from reportedly.records import Actor, DocumentHead, LedgerReport, Link, Passage, Provenance, When

# How many rows are asked for in one query: SQLite binds no more than 999 values in its older builds.
BATCH = 500

SELECT = """
SELECT r.*, d.id AS document_id, d.origin, d.url, d.title, d.byline, d.published, d.language, o.name AS outlet_name,
    a.id AS actor_id, a.name AS actor_name, a.kind AS actor_kind, v.program, v.weights
FROM report AS r
JOIN document AS d ON d.number = r.document
JOIN attribution AS t ON t.number = r.number
JOIN provenance AS v ON v.number = t.provenance
LEFT JOIN outlet AS o ON o.number = r.outlet
LEFT JOIN profile AS p ON p.number = r.profile
LEFT JOIN profile AS a ON a.id = p.actor
WHERE r.number IN ({marks})
"""


class Line(msgspec.Struct, frozen=True):
    """A report, its row number, what people have said of it (`status`), and the language of its document."""

    number: int
    report: LedgerReport
    status: str
    language: str | None


def lines(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Line]:
    """The reports of these numbers, in the order given; numbers that the ledger does not have are passed over."""
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        marks = ",".join("?" * len(some))
        chains = _chains(connection, some, marks)
        rows = {row["number"]: row for row in connection.execute(SELECT.format(marks=marks), some)}
        yield from (_line(rows[number], tuple(chains.get(number, ()))) for number in some if number in rows)


def of_document(connection: sqlite3.Connection, document: str) -> list[Line]:
    """The reports of one document (its id) in text order, those that people rejected included."""
    numbers = connection.execute(
        "SELECT a.number FROM attribution AS a JOIN document AS d ON d.number = a.document WHERE d.id = ?"
        " ORDER BY a.start, a.number",
        (document,),
    )
    return list(lines(connection, [number for (number,) in numbers]))


def _chains(connection: sqlite3.Connection, numbers: Sequence[int], marks: str) -> dict[int, list[Link]]:
    chains: dict[int, list[Link]] = {}
    links = connection.execute(f"SELECT * FROM link WHERE report IN ({marks}) ORDER BY report, place", numbers)
    for row in links:
        chains.setdefault(row["report"], []).append(Link(row["role"], row["name"], spans_in(row["spans"])))
    return chains


def _line(row: sqlite3.Row, chain: tuple[Link, ...]) -> Line:
    head = DocumentHead(
        row["document_id"], row["origin"], row["url"], row["title"], row["outlet_name"],
        tuple(json.loads(row["byline"])), row["published"],
    )  # fmt: skip
    when = When(row["when_text"], spans_in(row["when_spans"]), row["when_value"]) if row["when_text"] else None
    report = LedgerReport(
        id=row["id"],
        document=head,
        kind=row["kind"],
        source=_passage(row["source"], row["source_spans"]),
        cue=_passage(row["cue"], row["cue_spans"]),
        content=Passage(row["content"], spans_in(row["content_spans"])),
        actor=Actor(row["actor_id"], row["actor_name"], row["actor_kind"]) if row["actor_id"] else None,
        chain=chain,
        when=when,
        occasion=_passage(row["occasion"], row["occasion_spans"]),
        parent=row["parent"],
        stance=row["stance"],
        confidence=row["confidence"],
        provenance=Provenance(row["program"], row["weights"]),
        statement=row["statement"],
    )
    return Line(row["number"], report, row["status"], row["language"])


def _passage(text: str | None, spans: str) -> Passage | None:
    return Passage(text, spans_in(spans)) if text and spans else None
