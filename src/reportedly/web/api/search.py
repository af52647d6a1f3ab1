"""Search: the reports that answer a question, how they divide, and where its words stand in them."""

import sqlite3

import msgspec

from reportedly.ledger.filter import Status
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.question import hits
from reportedly.ledger.search import Facets, facets, find
from reportedly.records import LedgerReport
from reportedly.span import Span
from reportedly.web.api.endpoint import Page, reads
from reportedly.web.api.reports import ReportsAsked


class Hit(msgspec.Struct, frozen=True):
    """A report that answers. The spans say where words of the question stand: they count in `report.content.text`
    and `report.source.text`, not in the article."""

    report: LedgerReport
    status: Status
    in_content: tuple[Span, ...]
    in_source: tuple[Span, ...]


class Hits(Page, frozen=True, kw_only=True):
    """A part of the answers; `facets` divide all of them, and come with the first part only."""

    facets: Facets | None
    hits: tuple[Hit, ...]


def search(connection: sqlite3.Connection, asked: ReportsAsked) -> Hits:
    """The reports that answer a question, the words that answer it, and how all answers divide.

    Each facet's `value` is what its parameter takes: `speaker`, `outlet`, `kind`, `stance`; of a year, `from` and `to`.
    """
    question = asked.filter()
    found = find(connection, question, asked.order(), asked.limit, asked.after)
    return Hits(
        facets=None if asked.after else facets(connection, question),
        hits=tuple(_hit(line, asked.q) for line in lines(connection, found.numbers)),
        after=found.after,
    )


def _hit(line: Line, words: str) -> Hit:
    report = line.report
    source = hits(words, report.source.text) if report.source else ()
    return Hit(report, msgspec.convert(line.status, Status), hits(words, report.content.text), source)


SEARCH = (reads("/search", "reports", search),)
