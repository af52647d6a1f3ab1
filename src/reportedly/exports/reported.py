"""Reports by document: each document once, with its text and those of its reports that are asked for."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from reportedly.ledger.lines import BATCH, Line, lines
from reportedly.ledger.reread import stored_document
from reportedly.records import Document, Report


class Reported(NamedTuple):
    """A document and the reports of it that are exported, in text order; never none."""

    document: Document
    lines: tuple[Line, ...]


def one_by_one(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Line]:
    """The reports of these numbers in the order given; memory holds one batch of them."""
    for some in batches(numbers):
        yield from lines(connection, some)


def by_document(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Reported]:
    """The documents of these reports in the order in which they were added; memory holds one, and a number a report."""
    found, homes = array("q"), array("q")
    for some in batches(numbers):
        marks = ",".join("?" * len(some))
        rows = connection.execute(f"SELECT number, document FROM report WHERE number IN ({marks})", some)
        home = dict(rows.fetchall())
        known = [number for number in some if number in home]
        found.extend(known)
        homes.extend(home[number] for number in known)
    # A document's reports are stored together, and only those of a document that was read again are not.
    apart = any(later < earlier for earlier, later in pairwise(homes))
    order = sorted(range(len(found)), key=homes.__getitem__) if apart else range(len(found))
    for document, places in groupby(order, key=homes.__getitem__):
        reports = sorted(lines(connection, [found[place] for place in places]), key=_place)
        yield Reported(stored_document(connection, document), tuple(reports))


def batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    """As many at a time as one query of the ledger takes."""
    left = iter(numbers)
    while some := list(islice(left, BATCH)):
        yield some


def _place(line: Line) -> tuple[int, int]:
    return start(line.report), line.number


def start(report: Report) -> int:
    """The first character of any of a report's spans: what text order goes by."""
    passages = filter(None, (report.source, report.cue, report.content))
    return min(span.start for passage in passages for span in passage.spans)
