"""Another model's findings in the place of earlier ones; people's judgements stay where they are."""

import sqlite3
from collections.abc import Iterator

import msgspec

from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.erase import sweep
from reportedly.ledger.spans import spans_in
from reportedly.ledger.write import Entry, keep_findings, number_of, provenance_of
from reportedly.records import Document, Report
from reportedly.span import Span, touches


def stale(connection: sqlite3.Connection, program: str, weights: str, config: str) -> Iterator[Document]:
    """The stored documents that anything else than this model has read, in the order they were added."""
    numbers = connection.execute(
        "SELECT d.number FROM document AS d JOIN provenance AS p ON p.number = d.provenance"
        " WHERE p.program <> ? OR p.weights <> ? OR p.config <> ? ORDER BY d.number",
        (program, weights, config),
    ).fetchall()
    for (number,) in numbers:
        yield stored_document(connection, number)


def stored_document(connection: sqlite3.Connection, number: int) -> Document:
    """The document of this number, as it was read."""
    row = connection.execute(
        "SELECT d.*, o.name AS outlet_name FROM document AS d LEFT JOIN outlet AS o ON o.number = d.outlet"
        " WHERE d.number = ?",
        (number,),
    ).fetchone()
    return Document(
        id=row["id"], text=row["text"], origin=row["origin"], url=row["url"], title=row["title"],
        outlet=row["outlet_name"], byline=msgspec.json.decode(row["byline"], type=tuple[str, ...]),
        published=row["published"], language=row["language"], credit=row["credit"],
        notes=msgspec.json.decode(row["notes"], type=tuple[str, ...]),
    )  # fmt: skip


def read_again(ledger: Ledger, entry: Entry) -> None:
    """Put what another model found in a stored document in the place of what was found before.

    A report that a person has judged stays, whatever the model finds now, and what shares characters with its content
    under the same parent is left out: the person has said what stands there. Names that are found no more are gone once
    the names are compared again, unless a person has judged them. Raises KeyError if the ledger does not have the
    document.
    """
    with transaction(ledger) as connection:
        number = number_of(connection, entry.document.id)
        if number is None:
            raise KeyError(entry.document.id)
        shown = "SELECT DISTINCT profile FROM appearance WHERE document = ?"
        before = [profile for (profile,) in connection.execute(shown, (number,))]
        kept = _forget(connection, number)
        reports = tuple(report for report in entry.reports if not _stands(report, kept))
        made_by = provenance_of(connection, entry)
        connection.execute("UPDATE document SET provenance = ? WHERE number = ?", (made_by, number))
        keep_findings(connection, number, msgspec.structs.replace(entry, reports=reports), made_by)
        sweep(connection, before, forget=False)


Kept = list[tuple[tuple[Span, ...], bool]]  # content as first found, and whether it is nested


def _forget(connection: sqlite3.Connection, document: int) -> Kept:
    """Delete what was found in a document but for what people have judged; what stays."""
    rows = connection.execute(
        "SELECT a.number, a.content_spans, a.parent, EXISTS (SELECT 1 FROM judgement_in_force AS j"
        " WHERE (j.left = a.id OR j.right = a.id) AND j.judge = 'person' AND j.about <> 'actor') AS judged"
        " FROM attribution AS a WHERE document = ?",
        (document,),
    ).fetchall()
    gone = [(row["number"],) for row in rows if not row["judged"]]
    for table, column in (("link", "report"), ("report", "number"), ("attribution", "number")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)
    # An appearance that a kept report credits stays; so does one that a person has split off.
    unused = (
        "SELECT p.number FROM appearance AS p WHERE p.document = ?"
        " AND NOT EXISTS (SELECT 1 FROM attribution AS a WHERE a.appearance = p.number)"
        " AND NOT EXISTS (SELECT 1 FROM profile WHERE profile.id = p.id)"
    )
    connection.execute(f"DELETE FROM mention WHERE appearance IN ({unused})", (document,))
    connection.execute(f"DELETE FROM appearance WHERE number IN ({unused})", (document,))
    return [(spans_in(row["content_spans"]), row["parent"] is not None) for row in rows if row["judged"]]


def _stands(report: Report, kept: Kept) -> bool:
    nested = report.parent is not None
    return any(
        nested == kept_nested and any(touches(spans, span) for span in report.content.spans)
        for spans, kept_nested in kept
    )
