"""What is said in one statement and again in others: one thing that is said on two occasions is two statements."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from reportedly.ledger.repetitions import own_wordings, sharing, speaker, statements_of
from reportedly.ledger.statements import StatementCard, statement_card
from reportedly.ledger.wordings import heads
from reportedly.linking.statements.repetition import Repeated, repeated
from reportedly.records import Actor, Rendering

MOST = 20  # statements that are told: two screens
DAYS, MONTHS = 60, 24  # so many days are told as days, so many months as months; then years
DAYS_OF_MONTH, MONTHS_OF_YEAR = 30.44, 12
ALL = 0.995  # of the shorter wording: what a round figure calls 100%
# Wordings of the statement that others are looked for by, the most reported: most of the rest are cut from them.
OWN = 4
COMPARED = 40  # wordings that are laid beside these: twice as many find one in 30 more, and take twice the time


class Repetition(msgspec.Struct, frozen=True):
    """Another statement with the same words, or nearly.

    `report` is one that has them, `words` are as it has them, `speaker` is credited with them. `same_speaker`: one
    actor said it twice; else two said it, one after the other. `days` lie between the first report of this statement
    and of that one: below 0 where that was said before, None where it is not known when one of them was said. `shared`
    is how much of the shorter wording is in the longer, by the weight of its words; `equal`: they are the same, word
    for word.
    """

    statement: StatementCard
    report: str
    words: str
    speaker: Actor | None
    same_speaker: bool
    days: int | None
    shared: float
    equal: bool


class Repetitions(msgspec.Struct, frozen=True):
    """What was said again, in order of time, what has no day last; `more`: there are others, less alike or farther."""

    statements: tuple[Repetition, ...] = ()
    more: bool = False


class Again(NamedTuple):
    """A wording that says again what the statement says, and how much of it."""

    rendering: Rendering
    same_speaker: bool
    seen: Repeated


def repetitions(connection: sqlite3.Connection, card: StatementCard, most: int = MOST) -> Repetitions:
    """Other statements that say what this one says, before or after; at most as many.

    Those of its own speaker come before others', equal words before those that are nearly so, the nearest before those
    that are farther off.
    """
    own = own_wordings(connection, card.id)
    others = sharing(connection, own[:OWN], own, COMPARED)
    of = {number: id for number, id in statements_of(connection, others).items() if id != card.id}
    best: dict[str, Again] = {}
    for number, again in _said_again(connection, own[:OWN], [number for number in others if number in of]):
        before = best.get(of[number])
        if before is None or _rank(again) < _rank(before):
            best[of[number]] = again
    found = [one for id, again in best.items() if (one := _repetition(connection, card, id, again))]
    found.sort(key=lambda one: (not one.same_speaker, -one.shared, not one.equal, _far(one), one.statement.id))
    told = sorted(found[:most], key=lambda one: (one.days is None, one.days or 0, one.statement.id))
    return Repetitions(tuple(told), len(found) > most)


def said(one: Repetition) -> str:
    """When and by whom it was said: "Said before by Kasper Oll"."""
    when = "elsewhere" if not one.days else "before" if one.days < 0 else "again"
    return f"Said {when}" + (f" by {one.speaker.name}" if one.speaker else "")


def said_when(days: int | None) -> str:
    """How long before or after, as people say it.

    >>> said_when(-22), said_when(0), said_when(1), said_when(150), said_when(-800), said_when(None)
    ('22 days before', 'the same day', '1 day later', '5 months later', '2 years before', 'day unknown')
    """
    if not days:
        return "day unknown" if days is None else "the same day"
    far, unit = abs(days), "day"
    if far > DAYS:
        far, unit = round(far / DAYS_OF_MONTH), "month"
    if unit == "month" and far >= MONTHS:
        far, unit = round(far / MONTHS_OF_YEAR), "year"
    return f"{far} {unit}{'' if far == 1 else 's'} {'before' if days < 0 else 'later'}"


def said_alike(one: Repetition) -> str:
    """How much of the words is the same: "the same words", "83% of the shorter wording"."""
    if one.equal:
        return "the same words"
    return f"{'all' if one.shared >= ALL else f'{one.shared:.0%}'} of the shorter wording"


def _said_again(
    connection: sqlite3.Connection, own: Sequence[int], others: Sequence[int]
) -> Iterator[tuple[int, Again]]:
    """Each of the others that says again what one of its own says, beside that of them with which it shares most."""
    mine = [head.rendering for _, head in heads(connection, own)]
    for number, head in heads(connection, others):
        seen = [(one, repeated(one, head.rendering)) for one in mine]
        agains = [Again(head.rendering, one.actor == head.rendering.actor, how) for one, how in seen if how]
        if agains:
            yield number, min(agains, key=_rank)


def _rank(again: Again) -> tuple[bool, bool, float]:
    return not again.same_speaker, not again.seen.equal, -again.seen.shared


def _repetition(connection: sqlite3.Connection, card: StatementCard, id: str, again: Again) -> Repetition | None:
    other = statement_card(connection, id)
    if other is None:
        return None
    return Repetition(
        other, again.rendering.report, again.rendering.content, speaker(connection, again.rendering.actor or ""),
        again.same_speaker, _days(card.first_day, other.first_day), again.seen.shared, again.seen.equal,
    )  # fmt: skip


def _days(since: str | None, until: str | None) -> int | None:
    if not since or not until:
        return None
    return (date.fromisoformat(until) - date.fromisoformat(since)).days


def _far(one: Repetition) -> float:
    return float("inf") if one.days is None else abs(one.days)
