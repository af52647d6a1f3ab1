"""Reports and the statements that they render: the lines of the ledger, filtered as everywhere."""

import sqlite3
from typing import Annotated

import msgspec
from msgspec import Meta

from reportedly.ledger.filter import Filter, Sort, Status
from reportedly.ledger.history import Remark, of_report
from reportedly.ledger.lines import lines
from reportedly.ledger.search import Found, find
from reportedly.ledger.statements import numbers_of, statement_card
from reportedly.records import DocumentHead, Kind, LedgerReport, Stance
from reportedly.trace import Trace, trace
from reportedly.web.api.endpoint import LONGEST, After, ById, Limit, Page, Value, reads

COPIES = 100  # of one report that are listed: a wire story in a hundred papers under a hundred addresses

Words = Annotated[
    str,
    Meta(
        max_length=LONGEST,
        description='What to look for: words, a "phrase", AND OR NOT, a beginning*; empty for everything.',
    ),
]
Day = Annotated[Value, Meta(description="An ISO date: 2024-03-31, 2024-03 or 2024; of publication, included.")]


class ReportsAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}):
    """Which reports; all conditions hold together."""

    q: Words = ""
    speaker: Annotated[Value, Meta(description="Who is credited: an actor's id or a name.")] | None = None
    outlet: Annotated[Value, Meta(description="Who published it.")] | None = None
    kind: Annotated[Kind, Meta(description="How it is rendered.")] | None = None
    stance: Annotated[Stance, Meta(description="What the speaker does with the words.")] | None = None
    since: Day | None = None
    until: Day | None = None
    document: Annotated[Value, Meta(description="Only of the article of this id.")] | None = None
    statement: Annotated[Value, Meta(description="Only what renders the statement of this id.")] | None = None
    status: Annotated[Status, Meta(description="What people said of it; usually all but `rejected`.")] | None = None
    sort: Annotated[Sort, Meta(description="The order; usually the best match, without `q` the newest.")] | None = None
    limit: Limit = 50
    after: After | None = None

    def filter(self) -> Filter:
        """The same, as the ledger is asked."""
        return Filter(
            self.q, self.speaker, self.outlet, self.kind, self.stance, self.since, self.until, self.document,
            self.statement, self.status,
        )  # fmt: skip

    def order(self) -> Sort:
        """The order asked for, or the usual one."""
        return self.sort or ("relevance" if self.q else "newest")


class ByIdPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list that belongs to one thing."""

    id: Annotated[Value, Meta(description="Its id.")]
    limit: Limit = 50
    after: After | None = None


class ReportPage(Page, frozen=True, kw_only=True):
    """A part of a list of reports."""

    reports: tuple[LedgerReport, ...]


class OneReport(msgspec.Struct, frozen=True):
    """A report, what people said of it, and the articles that hold it.

    Copies of one text under several addresses share their reports' ids: `report` is that of the first of `documents`.
    """

    report: LedgerReport
    status: Status
    documents: tuple[DocumentHead, ...]
    judgements: tuple[Remark, ...]


def list_reports(connection: sqlite3.Connection, asked: ReportsAsked) -> ReportPage:
    """The reports that meet some conditions."""
    return page_of(connection, find(connection, asked.filter(), asked.order(), asked.limit, asked.after))


def one_report(connection: sqlite3.Connection, asked: ById) -> OneReport | None:
    """One report, with all that people judged of it."""
    found = list(lines(connection, numbers_of(connection, asked.id, COPIES)))
    if not found:
        return None
    heads = tuple(line.report.document for line in found)
    status: Status = msgspec.convert(found[0].status, Status)
    return OneReport(found[0].report, status, heads, tuple(of_report(connection, asked.id)))


def one_statement(connection: sqlite3.Connection, asked: ById) -> Trace | None:
    """One statement through many outlets: its reports in order of time, what each rests on, how the words changed.

    The id of a report leads to its statement, and so does one that the statement had before it was joined.
    """
    return trace(connection, asked.id)


def statement_reports(connection: sqlite3.Connection, asked: ByIdPage) -> ReportPage | None:
    """Everything that renders one statement, the oldest first."""
    if statement_card(connection, asked.id) is None:
        return None
    found = find(connection, Filter(statement=asked.id), "oldest", asked.limit, asked.after)
    return page_of(connection, found)


def page_of(connection: sqlite3.Connection, found: Found) -> ReportPage:
    """The reports that were found."""
    return ReportPage(reports=tuple(line.report for line in lines(connection, found.numbers)), after=found.after)


REPORTS = (
    reads("/reports", "reports", list_reports),
    reads("/reports/{id}", "reports", one_report),
    reads("/statements/{id}", "statements", one_statement),
    reads("/statements/{id}/reports", "statements", statement_reports),
)
