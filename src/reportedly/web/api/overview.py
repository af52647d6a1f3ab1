"""The ledger as a whole: its figures, its outlets, what could not be read, and what waits for a person."""

import sqlite3
from typing import Annotated

import msgspec
from msgspec import Meta

from reportedly.ledger.documents import OutletCard, outlet_card, outlets
from reportedly.ledger.doubted import DoubtedPairs, unsure_contradictions, unsure_statements
from reportedly.ledger.origins import Failure, failures
from reportedly.ledger.overview import Overview, overview
from reportedly.ledger.review import Pair, doubtful_reports, unsure_actors
from reportedly.records import LedgerReport
from reportedly.web.api.endpoint import After, Limit, Page, Value, reads
from reportedly.web.api.reports import ReportPage, page_of


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which outlet."""

    name: Annotated[Value, Meta(description="Its name or key.")]


class PageAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which part of a list."""

    limit: Limit = 50
    after: After | None = None


class OutletList(msgspec.Struct, frozen=True):
    """All outlets, the one with most reports first."""

    outlets: tuple[OutletCard, ...]


class FailureList(msgspec.Struct, frozen=True):
    """What could not be read, the latest first."""

    failures: tuple[Failure, ...]


class PairList(Page, frozen=True, kw_only=True):
    """Pairs of actors that may be one."""

    pairs: tuple[Pair, ...]


class ReportPair(msgspec.Struct, frozen=True):
    """Two reports: the program's judgement on them (its number), its probability that they are one, and its reasons."""

    judgement: int
    left: LedgerReport
    right: LedgerReport
    score: float | None
    reasons: tuple[str, ...]


class ReportPairList(Page, frozen=True, kw_only=True):
    """Pairs of reports that a person is asked about."""

    pairs: tuple[ReportPair, ...]


def one_ledger(connection: sqlite3.Connection) -> Overview:
    """The whole ledger in figures."""
    return overview(connection)


def list_outlets(connection: sqlite3.Connection) -> OutletList:
    """Who published the articles."""
    return OutletList(outlets(connection))


def one_outlet(connection: sqlite3.Connection, asked: Outlet) -> OutletCard | None:
    """One outlet, and whom it reports most."""
    return outlet_card(connection, asked.name)


def list_failures(connection: sqlite3.Connection) -> FailureList:
    """What could not be read, and why."""
    return FailureList(failures(connection))


def review_actors(connection: sqlite3.Connection, asked: PageAsked) -> PairList:
    """Pairs of actors that the program is not sure of: each waits for a judgement `same` or `different`."""
    found = unsure_actors(connection, asked.limit, asked.after)
    return PairList(pairs=found.pairs, after=found.after)


def review_statements(connection: sqlite3.Connection, asked: PageAsked) -> ReportPairList:
    """Pairs of reports that may render one statement: each waits for `same_statement` or `different_statement`."""
    return _pairs_of(unsure_statements(connection, asked.limit, asked.after))


def review_contradictions(connection: sqlite3.Connection, asked: PageAsked) -> ReportPairList:
    """Pairs of reports that may contradict each other: each waits for `contradiction` or `no_contradiction`.

    The program only finds that their words are opposed. That is no finding that one of them is wrong.
    """
    return _pairs_of(unsure_contradictions(connection, asked.limit, asked.after))


def _pairs_of(found: DoubtedPairs) -> ReportPairList:
    pairs = (
        ReportPair(pair.judgement, pair.left.report, pair.right.report, pair.score, pair.reasons)
        for pair in found.pairs
    )
    return ReportPairList(pairs=tuple(pairs), after=found.after)


def review_reports(connection: sqlite3.Connection, asked: PageAsked) -> ReportPage:
    """The reports that no person has judged, the least confident first: each waits for `confirm` or `reject`."""
    return page_of(connection, doubtful_reports(connection, asked.limit, asked.after))


OVERVIEW = (
    reads("/overview", "ledger", one_ledger),
    reads("/outlets", "outlets", list_outlets),
    reads("/outlets/{name}", "outlets", one_outlet),
    reads("/failures", "ledger", list_failures),
    reads("/review/actors", "review", review_actors),
    reads("/review/statements", "review", review_statements),
    reads("/review/contradictions", "review", review_contradictions),
    reads("/review/reports", "review", review_reports),
)
