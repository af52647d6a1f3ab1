"""Reports in the ledger -> which of them render one statement, and where they have it from.

Reports become wordings; each new wording is compared with its neighbours, those that share an anchor with it in the 21
days before, around or after; what comes out otherwise than before is appended in the place of the earlier judgement;
and the groups that the changed wordings hang together with are derived anew. Whether two wordings are compared depends
on them and on how many wordings share their anchors, never on the order in which they came, so a ledger that grew
document by document says what one says that got all of them at once.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import NamedTuple

import msgspec

from reportedly.comparing import Asked, Found, Prepared, begin, compared, prepared
from reportedly.grouping import regroup
from reportedly.ledger import likeness, wordings
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.judgements import Ruling, numbered
from reportedly.ledger.lines import lines
from reportedly.ledger.reread import stored_document
from reportedly.ledger.spans import spans_in
from reportedly.ledger.statements import current_statement
from reportedly.ledger.wordings import Said
from reportedly.ledger.write import now, statement_id
from reportedly.linking.origins.lineage import Lineage, lineage
from reportedly.linking.origins.stories import Telling
from reportedly.linking.statements.anchors import UNDATED
from reportedly.records import Judgement

AT_ONCE = 200  # reports or wordings in one transaction: some hundred milliseconds, so that other writers hardly wait
# Reports from which other processes help: to start them takes a second, in which one alone compares a thousand.
MANY = 5000
# Wordings that may share an anchor in 21 days before it tells nothing (design/tracing.md): what bounds the work.
CROWD = 100
# Reports of one statement whose documents are laid against each other: the earliest. What a page shows.
MOST_TOLD = 200
SCORE_MOVED = 0.01  # a smaller change of a score is not worth another judgement for ever


class Hands(NamedTuple):
    """Who prepares and compares: this process, or several others."""

    prepare: Callable[[Sequence[Said]], Sequence[Prepared]]
    compare: Callable[[Sequence[Asked]], Sequence[dict[int, Found]]]


def trace_new(ledger: Ledger, by: str, processes: int = 1) -> int:
    """Compare every report that something is new about, and bring the statements into line; how many there were.

    `by` is what the model's judgements are signed with: the program's version. May be called by several programs at
    once. Of MANY new reports `processes` others do the comparing.
    """
    decided, placed = now(), 0
    with _hands(processes if wordings.waiting(ledger.connection, MANY) else 1) as hands:
        while some := _place_some(ledger, hands):
            placed += some
        # Groups at the end: of many new reports in one large group it is derived but once.
        while _judge_some(ledger, hands, by, decided) or _group_some(ledger):
            pass
    return placed


@contextmanager
def _hands(processes: int) -> Iterator[Hands]:
    if processes == 1:
        yield Hands(lambda said: [prepared(one) for one in said], lambda asked: [compared(one) for one in asked])
        return
    chunk = -(-AT_ONCE // (2 * processes))
    with ProcessPoolExecutor(processes, get_context("spawn"), begin) as pool:
        yield Hands(
            lambda said: list(pool.map(prepared, said, chunksize=chunk)),
            lambda asked: list(pool.map(compared, asked, chunksize=chunk)),
        )


def _place_some(ledger: Ledger, hands: Hands) -> int:
    """Find the wordings of some new reports; one that was rejected has none, and is a statement for itself."""
    with transaction(ledger) as connection:
        reports = wordings.untraced(connection, AT_ONCE)
        said = {report: wordings.said(connection, report) for report in reports}
        for one in hands.prepare([one for one in said.values() if one]):
            wordings.place(connection, one.said, one.key, one.anchors)
        for report in reports:
            if said[report] is None:
                wordings.displace(connection, report)
                connection.execute("UPDATE report SET statement = ? WHERE id = ?", (statement_id(report), report))
            wordings.is_traced(connection, report)
    return len(reports)


def _judge_some(ledger: Ledger, hands: Hands, by: str, decided: str) -> int:
    """Compare some wordings with their neighbours; how many there were."""
    with transaction(ledger) as connection:
        tidy(connection, by, decided)
        waiting = wordings.uncompared(connection, AT_ONCE)
        done: set[int] = set()
        asked = []
        for number in waiting:
            asked.append(_asked(connection, number, done))
            done.add(number)
        touched: set[int] = set()
        for one, found in zip(asked, hands.compare(asked), strict=True):
            touched |= _settle(connection, one, found, by, decided)
        for number in waiting:
            wordings.is_compared(connection, number)
        for number in touched.difference(waiting):
            wordings.is_touched(connection, number)
    return len(waiting)


def _group_some(ledger: Ledger) -> int:
    """Derive the groups of some wordings that something was said of; how many there were."""
    with transaction(ledger) as connection:
        some = wordings.ungrouped(connection, AT_ONCE)
        regroup(connection, some)
    return len(some)


def tidy(connection: sqlite3.Connection, by: str, decided: str) -> None:
    """Give wordings whose head is gone another, and delete those that have no reports any more."""
    for number in wordings.headless(connection):
        if not wordings.behead(connection, number):
            for other, judgement in likeness.judged(connection, number).items():
                likeness.drop(connection, number, other, judgement, by, decided)
            wordings.delete(connection, number, CROWD)


def _asked(connection: sqlite3.Connection, number: int, done: Collection[int]) -> Asked:
    """A wording and the neighbours it is to be compared with: not those whose own turn is still to come."""
    ((period,),) = connection.execute("SELECT period FROM wording WHERE number = ?", (number,))
    near = likeness.near(connection, number, () if period == UNDATED else (period - 1, period + 1), CROWD)
    likeness.crowd(connection, near.crowded)
    later = wordings.pending(connection, near.wordings) - set(done)
    heads = dict(wordings.heads(connection, [number, *sorted(near.wordings - later)]))
    return Asked(number, heads.pop(number), heads, frozenset(later))


def _settle(
    connection: sqlite3.Connection, asked: Asked, found: Mapping[int, Found], by: str, decided: str
) -> set[int]:
    """Append what the model now says otherwise than before of a wording and its neighbours; whom it is about."""
    before = likeness.judged(connection, asked.number)
    touched = {asked.number}
    for other in before.keys() - found.keys() - asked.later:
        likeness.drop(connection, asked.number, other, before[other], by, decided)
        touched.add(other)
    for other, (left, right, seen) in found.items():
        said = Judgement("statement", left, right, seen.verdict, seen.score, seen.reasons, "model", by, decided)
        earlier = _earlier(connection, before.get(other))
        if earlier and _agree(earlier.judgement, said):
            continue
        touched.add(other)
        if earlier and (earlier.judgement.left, earlier.judgement.right) != (left, right):
            # A head has changed. What withdraws a judgement names the same two: so they are erased together.
            likeness.drop(connection, asked.number, other, earlier.number, by, decided)
            earlier = None
        likeness.keep(connection, asked.number, other, said, earlier.number if earlier else None)
    return touched


def _earlier(connection: sqlite3.Connection, number: int | None) -> Ruling | None:
    found = numbered(connection, [number]) if number is not None else []
    return found[0] if found else None


def _agree(before: Judgement, after: Judgement) -> bool:
    same_pair = (before.left, before.right) == (after.left, after.right)
    same_score = abs((before.score or 0) - (after.score or 0)) < SCORE_MOVED
    return same_pair and same_score and before.verdict == after.verdict


def lineage_of(connection: sqlite3.Connection, statement: str, most: int = MOST_TOLD) -> Lineage:
    """Where the reports of a statement come from; of more than `most` reports only the earliest are looked at.

    `statement` may be any id that it ever had. The `notes` say where reports were left out. A statement that the ledger
    does not have has a lineage without reports.
    """
    current = current_statement(connection, statement) or statement
    numbers = wordings.earliest(connection, current, most)
    documents: dict[int, list[int]] = defaultdict(list)
    for number, document in numbers:
        documents[document].append(number)
    tellings: list[Telling] = []
    for document, reports in documents.items():
        stored = stored_document(connection, document)
        # Prose around quotations is compared; an indirect content is the outlet's own prose, and copied as such.
        quoted = "SELECT content_spans FROM report WHERE document = ? AND kind <> 'indirect'"
        spans = connection.execute(quoted, (document,))
        statements = tuple(sorted(span for (written,) in spans for span in spans_in(written)))
        tellings += (Telling(line.report, stored, statements) for line in lines(connection, reports))
    found = lineage(current, tellings)
    ((total,),) = connection.execute(
        "SELECT count(*) FROM report WHERE statement = ? AND status <> 'rejected'", (current,)
    )
    if total > len(numbers):
        note = f"Of {total:,} reports only the {len(numbers):,} earliest were looked at."
        found = msgspec.structs.replace(found, notes=(note, *found.notes))
    return found
