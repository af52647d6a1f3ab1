"""What is in the ledger at a glance."""

import sqlite3

import msgspec

from reportedly.ledger.doubted import CONTRADICTIONS, STATEMENTS
from reportedly.ledger.filter import Filter
from reportedly.ledger.review import ACTORS
from reportedly.ledger.search import Facet, facets
from reportedly.ledger.waiting import count_waiting


class Overview(msgspec.Struct, frozen=True):
    """The whole ledger in figures; `size` is in bytes.

    Pairs that wait for a person, counted up to 1,000 of each sort: `unsure` of actors that may be one,
    `unsure_statements` of statements that may be one, `contradictions` of statements that may contradict each other.
    `reports` counts those that people rejected, too. `speakers` and `top_outlets` are those with most reports; where
    not `whole`, of the newest reports alone.
    """

    documents: int
    reports: int
    actors: int
    outlets: int
    first_day: str | None
    last_day: str | None
    failures: int
    unsure: int
    unsure_statements: int
    contradictions: int
    speakers: tuple[Facet, ...]
    top_outlets: tuple[Facet, ...]
    size: int
    whole: bool


def overview(connection: sqlite3.Connection, top: int = 12) -> Overview:
    """The figures of the start page."""
    ((documents, reports, actors, outlets, first, last, failed, size),) = connection.execute(
        "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM report),"
        " (SELECT count(DISTINCT actor) FROM profile), (SELECT count(*) FROM outlet),"
        " (SELECT min(day) FROM document), (SELECT max(day) FROM document), (SELECT count(*) FROM failure),"
        " (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)"
    )
    divided = facets(connection, Filter(), top)
    unsure, statements, contradictions = (
        count_waiting(connection, sort) for sort in (ACTORS, STATEMENTS, CONTRADICTIONS)
    )
    return Overview(
        documents, reports, actors, outlets, first, last, failed, unsure, statements, contradictions,
        divided.speakers, divided.outlets, size, divided.count.exact,
    )  # fmt: skip
