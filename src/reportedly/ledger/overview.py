"""What is in the ledger at a glance."""

import sqlite3

import msgspec

from reportedly.ledger.filter import Filter
from reportedly.ledger.review import waiting
from reportedly.ledger.search import Facet, facets


class Overview(msgspec.Struct, frozen=True):
    """The whole ledger in figures; `size` is in bytes, `unsure` counts pairs of actors that wait for a person.

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
    return Overview(
        documents, reports, actors, outlets, first, last, failed, waiting(connection), divided.speakers,
        divided.outlets, size, divided.count.exact,
    )  # fmt: skip
