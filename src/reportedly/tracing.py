"""Reports in the ledger -> which of them render one statement, and where they have it from.

Reports become wordings; each new wording is compared with its neighbours, those that share an anchor with it in the 21
days before, around or after; what comes out otherwise than before is appended in the place of the earlier judgement;
and the groups that the changed wordings hang together with are derived anew. Whether two wordings are compared depends
on them and on how many wordings share their anchors, never on the order in which they came, so a ledger that grew
document by document says what one says that got all of them at once.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

import msgspec

from reportedly.comparing import Against, Asked, Compared, Found, Prepared, begin, compared, prepared
from reportedly.grouping import regroup
from reportedly.ledger import likeness, opposition, wordings
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.judgements import Ruling, numbered
from reportedly.ledger.lines import lines
from reportedly.ledger.reread import stored_document
from reportedly.ledger.spans import spans_in
from reportedly.ledger.statements import current_statement
from reportedly.ledger.wordings import Said
from reportedly.ledger.write import now, statement_id
from reportedly.linking.origins.lineage import Lineage, lineage
from reportedly.linking.origins.standing import Elsewhere
from reportedly.linking.origins.stories import Telling
from reportedly.records import Document, Judgement

# Reports or wordings in one transaction, and in one task for another process: some hundred milliseconds in all, so that
# other writers hardly wait, and so many tasks that nobody else does.
AT_ONCE, TASK = 1000, 100
# Reports from which other processes help: to start them takes a second, in which one alone compares a thousand.
MANY = 5000
# Wordings that may share an anchor in 21 days before it tells nothing (design/tracing.md): what bounds the work.
CROWD = 100
# Reports of one statement whose documents are laid against each other: the earliest. What a page shows.
MOST_TOLD = 200
ELSEWHERE = 8  # documents of other statements that are read in search of standing text: some milliseconds each
SCORE_MOVED = 0.01  # a smaller change of a score is not worth another judgement for ever


class Hands(NamedTuple):
    """Who prepares and compares, in order: this process, or several others while this one goes on."""

    prepare: Callable[[Sequence[Said]], Iterable[Prepared]]
    compare: Callable[[Iterable[Asked]], Iterable[Compared]]


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
        yield Hands(lambda said: map(prepared, said), lambda asked: map(compared, asked))
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), begin) as pool:
        yield Hands(lambda said: pool.map(prepared, said, chunksize=TASK), partial(_compared_beside, pool))


def _compared_beside(pool: Executor, asked: Iterable[Asked]) -> Iterator[Compared]:
    tasks = [pool.submit(compared, one) for one in asked]
    return (task.result() for task in tasks)


def _place_some(ledger: Ledger, hands: Hands) -> int:
    """Find the wordings of some new reports; one that was rejected has none, and is a statement for itself."""
    with transaction(ledger) as connection:
        reports = wordings.untraced(connection, AT_ONCE)
        said = wordings.said(connection, reports)
        for one in hands.prepare(list(said.values())):
            wordings.place(connection, one.said, one.key, one.anchors)
        for report in reports:
            if report not in said:
                wordings.displace(connection, report)
                connection.execute("UPDATE report SET statement = ? WHERE id = ?", (statement_id(report), report))
        wordings.are_traced(connection, reports)
    return len(reports)


class _Turn(NamedTuple):
    """Wordings whose turn it is, what is asked of them, and the pairs that wait for the other's turn."""

    numbers: Sequence[int]
    asked: Asked
    later: set[tuple[int, int]]


def _judge_some(ledger: Ledger, hands: Hands, by: str, decided: str) -> int:
    """Compare some wordings with their neighbours; how many there were."""
    with transaction(ledger) as connection:
        tidy(connection, by, decided)
        waiting = wordings.uncompared(connection, AT_ONCE)
        turns: list[_Turn] = []

        def asked() -> Iterator[Asked]:
            for start in range(0, len(waiting), TASK):
                turns.append(_turn(connection, waiting[start : start + TASK], waiting[:start]))
                yield turns[-1].asked

        touched: set[int] = set()
        for place, found in enumerate(hands.compare(asked())):
            touched |= _settle(connection, turns[place], found.alike, by, decided)
            _oppose(connection, turns[place], found.opposed, by, decided)
        wordings.are_compared(connection, waiting)
        wordings.are_touched(connection, touched.difference(waiting))
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
            for pair, judgement in likeness.judged(connection, [number]).items():
                likeness.drop(connection, *pair, judgement, by, decided)
            opposition.settle(connection, opposition.judged(connection, [number]), {}, by, decided)
            wordings.delete(connection, number, CROWD)


def _turn(connection: sqlite3.Connection, numbers: Sequence[int], done: Collection[int]) -> _Turn:
    """Some wordings and the neighbours that each is to be compared with: not those whose own turn is still to come."""
    near = likeness.near(connection, numbers, CROWD)
    likeness.crowd(connection, near.crowded)
    pending = wordings.pending(connection, {one for beside in near.wordings.values() for one in beside}).difference(
        done
    )
    pairs: list[tuple[int, int]] = []
    later: set[tuple[int, int]] = set()
    for number in numbers:
        pending.discard(number)
        for other in sorted(near.wordings[number]):
            if other in pending:
                later.add(_pair(number, other))
            else:
                pairs.append((number, other))
                later.discard(_pair(number, other))
    heads = dict(wordings.heads(connection, sorted({number for pair in pairs for number in pair})))
    return _Turn(numbers, Asked(tuple(pairs), heads), later)


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _settle(
    connection: sqlite3.Connection, turn: _Turn, found: Mapping[tuple[int, int], Found], by: str, decided: str
) -> set[int]:
    """Append what the model now says otherwise than before of wordings and their neighbours; whom it is about."""
    before = likeness.judged(connection, turn.numbers)
    said = {_pair(*pair): one for pair, one in found.items()}
    touched = set(turn.numbers)
    for pair in sorted(before.keys() - said.keys() - turn.later):
        likeness.drop(connection, *pair, before[pair], by, decided)
        touched.update(pair)
    for pair, (left, right, seen) in said.items():
        now_said = Judgement("statement", left, right, seen.verdict, seen.score, seen.reasons, "model", by, decided)
        earlier = _earlier(connection, before.get(pair))
        if earlier and _agree(earlier.judgement, now_said):
            continue
        touched.update(pair)
        if earlier and (earlier.judgement.left, earlier.judgement.right) != (left, right):
            # A head has changed. What withdraws a judgement names the same two: so they are erased together.
            likeness.drop(connection, *pair, earlier.number, by, decided)
            earlier = None
        likeness.keep(connection, *pair, now_said, earlier.number if earlier else None)
    return touched


def _oppose(
    connection: sqlite3.Connection, turn: _Turn, found: Mapping[tuple[int, int], Against], by: str, decided: str
) -> None:
    """The same for what may contradict what: of that no group is derived."""
    judged = opposition.judged(connection, turn.numbers).items()
    said = {
        _pair(*pair): Judgement("contradiction", left, right, "unsure", None, (reason,), "model", by, decided)
        for pair, (left, right, reason) in found.items()
    }
    before = {pair: one for pair, one in judged if pair not in turn.later}
    opposition.settle(connection, before, said, by, decided)


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
    found = lineage(current, tellings, _elsewhere(connection, current, documents))
    ((total,),) = connection.execute(
        "SELECT count(*) FROM report WHERE statement = ? AND status <> 'rejected'", (current,)
    )
    if total > len(numbers):
        note = f"Of {total:,} reports only the {len(numbers):,} earliest were looked at."
        found = msgspec.structs.replace(found, notes=(note, *found.notes))
    return found


def _elsewhere(connection: sqlite3.Connection, statement: str, documents: Collection[int]) -> Elsewhere:
    """Finds documents without a report of the statement that hold a passage: some of the first that were added.

    Neither other versions of `documents` are among them nor, of all passages together, more than ELSEWHERE.
    """
    query = (
        f"SELECT d.number FROM (SELECT rowid FROM document_fts WHERE document_fts MATCH ? LIMIT {2 * MOST_TOLD}) AS f"
        " CROSS JOIN document AS d ON d.number = f.rowid WHERE d.article NOT IN (SELECT article FROM document"
        " WHERE number IN (SELECT value FROM json_each(?))) AND NOT EXISTS (SELECT 1 FROM report AS r"
        " WHERE r.document = d.number AND +r.statement = ?) LIMIT 1"  # +: by the document's few reports
    )

    def find(passages: Sequence[str]) -> Iterator[Document]:
        seen: set[int] = set()
        for passage in passages:
            phrase = f'text : "{passage}"'  # no word of a passage has a quotation mark
            for (number,) in connection.execute(query, (phrase, json.dumps([*documents]), statement)):
                if number not in seen and len(seen) < ELSEWHERE:
                    seen.add(number)
                    yield stored_document(connection, number)

    return find
