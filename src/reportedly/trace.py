"""The trace of one statement as people and programs are shown it: its reports, what each rests on, how words changed.

`tracing.py` finds out; this puts together what the command line, the pages, the API and assistants all tell alike.
"""

import re
import sqlite3
from collections.abc import Sequence

import msgspec

from reportedly.ledger.filter import Filter, Status
from reportedly.ledger.lines import Line, lines
from reportedly.ledger.opposition import Opposed, opposed_to
from reportedly.ledger.search import find
from reportedly.ledger.statements import StatementCard, current_statement, statement_card
from reportedly.linking.drift.cues import cue_of
from reportedly.linking.drift.drift import drift
from reportedly.linking.origins.lineage import Lineage, Standing
from reportedly.records import Change, Edge, LedgerReport
from reportedly.repeating import Repetitions, repetitions
from reportedly.tracing import lineage_of

SHOWN = 500  # reports of one statement that are told one by one: more than any story of ours, some megabytes of JSON
WORDINGS = 60  # different wordings that are laid side by side: each costs an alignment, a thousandth of a second
MATCHES = 10  # statements that a text may mean
LOOKED_AT = 200  # reports that hold the words of a text: many of them render one statement
MOST_WORDS = 24  # of a text that are looked for: a sentence; each costs the full-text index a walk
RARE_WORDS = 8  # of them, the longest, where no report holds them all
OPPOSED = 20  # statements that may contradict one: more than anybody reads
NOTHING = "(nothing)"
WORD = re.compile(r"\w+")


class Retelling(msgspec.Struct, frozen=True):
    """One report of the statement, in order of time.

    `standing` says how its article stands: it rests on another (`copy`), it shows access of its own (`witness`), or
    neither is known (`unsupported`). `rests_on` is the evidence of what it rests on, None where there is none.
    `earliest`: no other article is surely older. `wording` is a place in `Trace.wordings`, None behind the last listed.
    """

    report: LedgerReport
    status: Status
    standing: Standing
    rests_on: Edge | None
    earliest: bool
    wording: int | None


class Flagged(msgspec.Struct, frozen=True):
    """A change that turns the meaning: `words` as "may → will" or "not → (nothing)", `explanation` in a sentence."""

    name: str
    words: str
    explanation: str
    change: Change


class Wording(msgspec.Struct, frozen=True):
    """Words in which the statement is reported; the first are those of the earliest report.

    `outlets` print them, each once, in order of time. `changes` lay them beside the first, `flags` are those of the
    changes that matter, `shared` is how much of the shorter of the two the longer has; the first has none.
    """

    words: str
    reports: int
    outlets: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    flags: tuple[Flagged, ...] = ()
    shared: float = 1.0


class Trace(msgspec.Struct, frozen=True):
    """One statement through many outlets.

    `origins` counts the independent origins that the evidence shows, `origins_min` those that certainly had access of
    their own, `origins_expected` weighs each edge by its confidence. `witnesses` are the origins with a sign of direct
    access, `events` the occasions that these show. `outside` names origins that are credited and not in the ledger,
    `circular` outlets that credit each other in a circle. `notes` say what is not known. `reports` holds the first
    500 of all that `statement` counts. `repetitions` are other statements that say the same on other occasions.
    `opposed` are other statements that may contradict this one: candidates, but for those that people have confirmed.
    """

    statement: StatementCard
    origins: int
    origins_min: int
    origins_expected: float
    events: int
    witnesses: int
    outside: tuple[str, ...]
    circular: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    reports: tuple[Retelling, ...]
    wordings: tuple[Wording, ...]
    repetitions: Repetitions = Repetitions()
    opposed: tuple[Opposed, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """A statement that a text may mean; `report` is the id of the report that matches best, `words` are its words."""

    statement: StatementCard
    report: str
    words: str


class Matches(msgspec.Struct, frozen=True):
    """The statements that a text may mean, the best first; `all_words`: each holds all the words of the text."""

    matches: tuple[Match, ...]
    all_words: bool


def trace(connection: sqlite3.Connection, id: str) -> Trace | None:
    """The trace of the statement that an id leads to: its own, one that it had before, or that of a report of it."""
    current = current_statement(connection, id)
    card = statement_card(connection, current) if current else None
    if card is None:
        return None
    lineage = lineage_of(connection, card.id)
    rows = connection.execute(
        "SELECT r.number, r.id, d.id AS document FROM report AS r JOIN document AS d ON d.number = r.document"
        " WHERE r.statement = ? AND r.status <> 'rejected'",
        (card.id,),
    )
    numbers = {(row["id"], row["document"]): row["number"] for row in rows}
    shown = [numbers[key] for told in lineage.reports if (key := (told.report, told.document)) in numbers][:SHOWN]
    found = traced(card, lineage, list(lines(connection, shown)), repetitions(connection, card))
    return msgspec.structs.replace(found, opposed=opposed_to(connection, card.id, OPPOSED))


def traced(card: StatementCard, lineage: Lineage, shown: Sequence[Line], again: Repetitions) -> Trace:
    """The trace out of what was found out, the first reports of it, and what is said again elsewhere."""
    edges = {edge.document: edge for edge in lineage.edges}
    standing = {told.document: told.standing for told in lineage.reports}
    wordings, places = _wordings([line.report for line in shown])
    reports = []
    for line, place in zip(shown, places, strict=True):
        document = line.report.document.id
        status: Status = msgspec.convert(line.status, Status)
        first = document in lineage.earliest
        reports.append(Retelling(line.report, status, standing[document], edges.get(document), first, place))
    return Trace(
        card, lineage.origins, lineage.origins_min, lineage.origins_expected, lineage.events, lineage.witnesses,
        lineage.outside, lineage.circular, lineage.notes, tuple(reports), wordings, again,
    )  # fmt: skip


def key_of(report: LedgerReport) -> tuple[str, str]:
    """What tells one report from all others: copies of one text share an id."""
    return report.id, report.document.id


def matches(connection: sqlite3.Connection, text: str) -> Matches:
    """The statements whose reports hold all the words of `text`; where there are none, those that hold most of them."""
    words = list(dict.fromkeys(WORD.findall(text.casefold())))[:MOST_WORDS]
    if not words:
        return Matches((), True)
    found = _matches(connection, " ".join(words))
    if found:
        return Matches(found, True)
    return Matches(_matches(connection, " OR ".join(sorted(words, key=len)[-RARE_WORDS:])), False)


def _matches(connection: sqlite3.Connection, question: str) -> tuple[Match, ...]:
    found = find(connection, Filter(words=question), "relevance", LOOKED_AT)
    first: dict[str, LedgerReport] = {}
    for line in lines(connection, found.numbers):
        first.setdefault(line.report.statement, line.report)
    listed = list(first.values())[:MATCHES]
    cards = ((statement_card(connection, report.statement), report) for report in listed)
    return tuple(Match(card, report.id, report.content.text) for card, report in cards if card)


def _wordings(reports: Sequence[LedgerReport]) -> tuple[tuple[Wording, ...], list[int | None]]:
    """The different wordings in order of time, and the place of each report's among them."""
    held: dict[tuple[str, bool], list[LedgerReport]] = {}
    for report in reports:
        held.setdefault(_put(report), []).append(report)
    listed = list(held)[:WORDINGS]
    places = {words: place for place, words in enumerate(listed)}
    first = held[listed[0]][0] if listed else None
    wordings = tuple(_wording(held[words], first if place else None) for words, place in places.items())
    return wordings, [places.get(_put(report)) for report in reports]


def _put(report: LedgerReport) -> tuple[str, bool]:
    """What makes a wording: the plain words, and whether they are denied ("denied that he was paid")."""
    return _plain(report.content.text), report.stance == "denies"


def _wording(reports: Sequence[LedgerReport], first: LedgerReport | None) -> Wording:
    report = reports[0]
    outlets = tuple(dict.fromkeys(one.document.outlet for one in reports if one.document.outlet))
    if first is None:
        return Wording(report.content.text, len(reports), outlets)
    quoted = first.kind == "direct" and report.kind == "direct"
    found = drift(first.content.text, report.content.text, quoted=quoted, cues=(cue_of(first), cue_of(report)))
    flags = tuple(
        Flagged(flag.name, _both_sides(flag.words, flag.change, first, report), flag.explanation, flag.change)
        for flag in found.flags
    )
    return Wording(report.content.text, len(reports), outlets, found.changes, flags, found.shared)


def _both_sides(words: str, change: Change, first: LedgerReport, report: LedgerReport) -> str:
    """Words before and behind the arrow, as they are written there; a side that has none says so."""
    before, arrow, behind = words.partition("→")
    if not arrow:
        return words
    left = _as_written(before.strip(), change.left.of(first.content.text) if change.left else "")
    right = _as_written(behind.strip(), change.right.of(report.content.text) if change.right else "")
    return f"{left or NOTHING} → {right or NOTHING}"


def _as_written(words: str, text: str) -> str:
    found = re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) if words else None
    return found[0] if found else words


def _plain(words: str) -> str:
    """Words without what every outlet sets in its own way: quotation marks, the space between words, the last comma."""
    return " ".join(words.split()).strip("“”\"'‘’«»„‟").strip(" ,.;:").strip("“”\"'‘’«»„‟").casefold()
