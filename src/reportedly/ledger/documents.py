"""Documents and outlets as the ledger holds them."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from reportedly.ledger.cursor import Key, cursor, keys_of
from reportedly.ledger.filter import Filter
from reportedly.ledger.question import expression, is_unspaced_question, plain
from reportedly.ledger.reread import stored_document
from reportedly.ledger.search import RANKED, Facet, facets
from reportedly.records import Appearance, Document, Provenance
from reportedly.span import Span
from reportedly.text.folding import fold

MOST = 500  # rows a page


class Version(msgspec.Struct, frozen=True):
    """One version of an article: the document's id, when it was added, the date it gives itself."""

    id: str
    added: str
    published: str | None
    title: str | None


class StoredDocument(msgspec.Struct, frozen=True):
    """A document as it was read, with what the ledger knows about it.

    `versions` are those of its article, itself included, oldest first. `appearances` are the actors it credits, by
    their ids over all documents, in the order in which they are first mentioned.
    """

    document: Document
    number: int
    added: str
    versions: tuple[Version, ...]
    appearances: tuple[Appearance, ...]
    provenance: Provenance


class DocumentLine(msgspec.Struct, frozen=True):
    """A document in a list; `reports` counts those that people did not reject."""

    id: str
    number: int
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    origin: str
    added: str
    reports: int


class DocumentPage(msgspec.Struct, frozen=True):
    """Documents in the order asked for; `after` asks for those behind them, None where there is none."""

    documents: tuple[DocumentLine, ...]
    after: str | None


class OutletCard(msgspec.Struct, frozen=True):
    """An outlet: what it published, and whom it reports most; `speakers` is empty in a list of outlets."""

    name: str
    key: str
    documents: int
    reports: int
    first_day: str | None
    last_day: str | None
    speakers: tuple[Facet, ...] = ()


def stored(connection: sqlite3.Connection, id: str) -> StoredDocument | None:
    """The document of this id, or None."""
    row = connection.execute(
        "SELECT d.number, d.added, d.article, v.program, v.weights FROM document AS d"
        " JOIN provenance AS v ON v.number = d.provenance WHERE d.id = ?",
        (plain(id),),
    ).fetchone()
    if row is None:
        return None
    versions = connection.execute(
        "SELECT id, added, published, title FROM document WHERE article = ? ORDER BY number", (row["article"],)
    )
    return StoredDocument(
        stored_document(connection, row["number"]), row["number"], row["added"],
        tuple(Version(*version) for version in versions), _appearances(connection, row["number"]),
        Provenance(row["program"], row["weights"]),
    )  # fmt: skip


def documents(
    connection: sqlite3.Connection, order: Literal["newest", "added"] = "newest", outlet: str | None = None,
    limit: int = 50, after: str | None = None,
) -> DocumentPage:  # fmt: skip
    """A page of the documents, or of one outlet's (name or key): by day or as they were added, the latest first.

    Those without a day come last by day. Raises BadQuestion on a damaged cursor.
    """
    limit = max(1, min(limit, MOST))
    name = f"documents {order}"
    column, index = ("d.day", "document_day") if order == "newest" else ("d.added", "document_added")
    condition = "1"
    values: tuple[int, ...] = ()
    if outlet is not None:
        found = connection.execute("SELECT number FROM outlet WHERE key = ?", (fold(plain(outlet)),)).fetchone()
        index, condition, values = "document_outlet", "d.outlet = ?", (found["number"] if found else -1,)
    rows: list[sqlite3.Row] = []
    for leg, place in _legs(column, keys_of(after, name, str, int) if after is not None else None):
        rows += connection.execute(
            f"SELECT d.number, {column} AS key FROM document AS d INDEXED BY {index} WHERE {condition} AND {leg}"
            f" ORDER BY {column} DESC, d.number DESC LIMIT ?",
            (*values, *place, limit + 1 - len(rows)),
        ).fetchall()
    return _page(connection, rows, limit, name)


def _legs(column: str, place: tuple[Key, ...] | None) -> Iterator[tuple[str, tuple[Key, ...]]]:
    """Conditions behind a place, and their values: first for documents with a value in the column, then without."""
    if place is None or place[0] is not None:
        yield (f"{column} IS NOT NULL", ()) if place is None else (f"({column}, d.number) < (?, ?)", place)
        yield f"{column} IS NULL", ()
    else:
        yield f"{column} IS NULL AND d.number < ?", place[1:]


def find_documents(
    connection: sqlite3.Connection, words: str, limit: int = 50, after: str | None = None
) -> DocumentPage:
    """The documents whose title or text answers the question, best first; of very many, those added last are ranked."""
    match = expression(words)
    if match is None:
        return DocumentPage((), None)
    limit = max(1, min(limit, MOST))
    table = "document_cjk" if is_unspaced_question(words) else "document_fts"
    behind = "WHERE (key, number) > (?, ?)" if after is not None else ""
    place = keys_of(after, "documents found", float, int) if after is not None else ()
    rows = connection.execute(
        f"SELECT number, key FROM (SELECT rowid AS number, bm25({table}) AS key FROM {table} WHERE {table} MATCH ?"
        f" ORDER BY rowid DESC LIMIT {RANKED}) {behind} ORDER BY key, number LIMIT ?",
        (match, *place, limit + 1),
    ).fetchall()
    return _page(connection, rows, limit, "documents found")


def outlets(connection: sqlite3.Connection) -> tuple[OutletCard, ...]:
    """All outlets, the one with most reports first."""
    held = dict(
        connection.execute(
            "SELECT outlet, count(*) FROM document INDEXED BY document_outlet WHERE outlet IS NOT NULL GROUP BY outlet"
        ).fetchall()
    )
    of_outlet = "FROM report AS r INDEXED BY report_outlet WHERE r.outlet = o.number AND r.status <> 'rejected'"
    rows = connection.execute(
        f"SELECT o.number, o.name, o.key, (SELECT count(*) {of_outlet}),"
        f" (SELECT r.day {of_outlet} AND r.day IS NOT NULL ORDER BY r.day LIMIT 1),"
        f" (SELECT r.day {of_outlet} ORDER BY r.day DESC LIMIT 1) FROM outlet AS o"
    )
    cards = (OutletCard(name, key, held.get(number, 0), *figures) for number, name, key, *figures in rows)
    return tuple(sorted(cards, key=lambda card: (-card.reports, card.key)))


def outlet_card(connection: sqlite3.Connection, name: str, top: int = 12) -> OutletCard | None:
    """The outlet of this name or key, with whom its newest reports credit most; None if there is none."""
    outlet = connection.execute("SELECT * FROM outlet WHERE key = ?", (fold(plain(name)),)).fetchone()
    if outlet is None:
        return None
    ((held,),) = connection.execute("SELECT count(*) FROM document WHERE outlet = ?", (outlet["number"],))
    ((reports, first, last),) = connection.execute(
        "SELECT count(*), min(day), max(day) FROM report INDEXED BY report_outlet WHERE outlet = ?"
        " AND status <> 'rejected'",
        (outlet["number"],),
    )
    speakers = facets(connection, Filter(outlet=outlet["key"]), top).speakers
    return OutletCard(outlet["name"], outlet["key"], held, reports, first, last, speakers)


def _page(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row], limit: int, order: str) -> DocumentPage:
    after = cursor(order, rows[limit - 1]["key"], rows[limit - 1]["number"]) if len(rows) > limit else None
    return DocumentPage(tuple(_line(connection, row["number"]) for row in rows[:limit]), after)


def _line(connection: sqlite3.Connection, number: int) -> DocumentLine:
    row = connection.execute(
        "SELECT d.id, d.number, d.title, o.name AS outlet, d.published, d.url, d.origin, d.added,"
        " (SELECT count(*) FROM report WHERE document = d.number AND status <> 'rejected') AS reports"
        " FROM document AS d LEFT JOIN outlet AS o ON o.number = d.outlet WHERE d.number = ?",
        (number,),
    ).fetchone()
    return DocumentLine(*row)


def _appearances(connection: sqlite3.Connection, document: int) -> tuple[Appearance, ...]:
    rows = connection.execute(
        "SELECT a.number, coalesce(s.actor, p.actor) AS actor, a.name, a.kind, a.descriptions FROM appearance AS a"
        " JOIN profile AS p ON p.number = a.profile LEFT JOIN profile AS s ON s.id = a.id WHERE a.document = ?",
        (document,),
    ).fetchall()
    found: dict[str, Appearance] = {}
    for row in rows:
        mentions = connection.execute(
            "SELECT start, end FROM mention WHERE appearance = ? ORDER BY start, end", (row["number"],)
        )
        spans = tuple(Span(start, end) for start, end in mentions)
        words = tuple(json.loads(row["descriptions"]))
        one = found.get(row["actor"])
        if one:
            words = tuple(dict.fromkeys((*one.descriptions, *words)))
            spans = tuple(sorted({*one.mentions, *spans}))
        name, kind = (one.name, one.kind) if one else (row["name"], row["kind"])
        found[row["actor"]] = Appearance(row["actor"], name, kind, words, spans)
    return tuple(sorted(found.values(), key=lambda one: (not one.mentions, one.mentions)))
