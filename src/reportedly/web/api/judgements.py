"""Judgements of people: what was said, saying more, and taking it back."""

import sqlite3
from typing import Annotated

import msgspec
from msgspec import Meta

import reportedly.judging as judging
from reportedly.ledger.connection import Ledger
from reportedly.ledger.history import Remark, history, remark
from reportedly.records import ActorKind
from reportedly.span import Span
from reportedly.web.api.endpoint import Page, Value, reads, writes
from reportedly.web.api.errors import Refusal
from reportedly.web.api.overview import PageAsked

PIECES = 100  # spans of one part; a content that is interrupted fifty times has not been seen
FAR = 1 << 40  # places in a text lie before this; SQLite's integers end at 1 << 63

Id = Annotated[Value, Meta(description="Its id.")]
Offset = Annotated[int, Meta(ge=0, le=FAR)]
Place = Annotated[tuple[Offset, Offset], Meta(description="From its first character up to, not including, the second.")]
Places = Annotated[tuple[Place, ...], Meta(max_length=PIECES)]


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="act"):
    """What is judged; `act` says how."""


class Confirm(Act, frozen=True, tag="confirm"):
    """The report is right as it stands."""

    report: Id


class Reject(Act, frozen=True, tag="reject"):
    """Nobody is said to have said this."""

    report: Id


class Credit(Act, frozen=True, tag="credit"):
    """It is this actor who is credited; null: nobody can be named."""

    report: Id
    actor: Id | None


class CreditName(Act, frozen=True, tag="credit_name"):
    """It is somebody of this name who is credited, whether the ledger knows the name or not."""

    report: Id
    name: Value
    kind: ActorKind


class Respan(Act, frozen=True, tag="respan"):
    """These are the spans of its source, cue and content in the text of `document`; only content must have some."""

    report: Id
    document: Id
    source: Places
    cue: Places
    content: Places


class OfTwo(Act, frozen=True):
    """What is said of two: of actors, or of reports, by their ids."""

    left: Id
    right: Id


class Same(OfTwo, frozen=True, tag="same"):
    """The two are one actor."""


class Different(OfTwo, frozen=True, tag="different"):
    """The two are not one actor."""


class Unsure(OfTwo, frozen=True, tag="unsure"):
    """Whether the two are one actor cannot be told: they wait for review no longer, and are not joined."""


class SameStatement(OfTwo, frozen=True, tag="same_statement"):
    """The two reports render one statement."""


class DifferentStatement(OfTwo, frozen=True, tag="different_statement"):
    """The two reports do not render one statement."""


class UnsureStatement(OfTwo, frozen=True, tag="unsure_statement"):
    """Whether the two render one statement cannot be told: they wait for review no longer, and are not joined."""


class Contradiction(OfTwo, frozen=True, tag="contradiction"):
    """What the two reports render contradicts each other."""


class NoContradiction(OfTwo, frozen=True, tag="no_contradiction"):
    """What the two reports render does not contradict each other: they wait for review no longer."""


class Split(Act, frozen=True, tag="split"):
    """Whoever is called so in that one article is somebody else than the bearer of the name elsewhere."""

    appearance: Id


Acts = (
    Confirm
    | Reject
    | Credit
    | CreditName
    | Respan
    | Same
    | Different
    | Unsure
    | SameStatement
    | DifferentStatement
    | UnsureStatement
    | Contradiction
    | NoContradiction
    | Split
)


class ByNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One judgement."""

    number: Annotated[int, Meta(ge=1, le=FAR, description="Its number.")]


class RemarkList(Page, frozen=True, kw_only=True):
    """A part of the history."""

    judgements: tuple[Remark, ...]


def list_judgements(connection: sqlite3.Connection, asked: PageAsked) -> RemarkList:
    """What people have judged, the newest first, what was taken back included."""
    found = history(connection, asked.limit, asked.after)
    return RemarkList(judgements=found.remarks, after=found.after)


def one_judgement(connection: sqlite3.Connection, asked: ByNumber) -> Remark | None:
    """One judgement, whoever made it: a person, an authority or the program."""
    return remark(connection, asked.number)


def judge(ledger: Ledger, by: str, body: Acts) -> Remark:
    """Judge a report or an actor. Nothing is overwritten: `DELETE` takes it back."""
    return _written(ledger, apply(body, ledger, by))


def undo(ledger: Ledger, by: str, asked: ByNumber) -> Remark | None:
    """Take a person's judgement back, as if it had not been made; it stays in the history."""
    found = remark(ledger.connection, asked.number)
    if found is None or found.judge != "person":
        return None
    if found.undone:
        raise Refusal(409, f"Judgement {asked.number} was taken back before.", "number")
    judging.undo(ledger, asked.number, by)
    return _written(ledger, asked.number)


def _written(ledger: Ledger, number: int) -> Remark:
    found = remark(ledger.connection, number)
    assert found is not None
    return found


def apply(act: Acts, ledger: Ledger, by: str) -> int:
    """Write what was judged; the judgement's number."""
    match act:
        case Confirm(report):
            return judging.confirm(ledger, report, by)
        case Reject(report):
            return judging.reject(ledger, report, by)
        case Credit(report, actor):
            return judging.credit(ledger, report, actor, by)
        case CreditName(report, name, kind):
            return judging.credit_name(ledger, report, name, kind, by)
        case Respan(report, document):
            source, cue, content = (_spans(act, role) for role in ("source", "cue", "content"))
            return judging.respan(ledger, report, document, source, cue, content, by)
        case OfTwo(left, right):
            return judging.OF_TWO[str(act.__struct_config__.tag)](ledger, left, right, by)
        case Split(appearance):
            return judging.split(ledger, appearance, by)


def _spans(act: Respan, role: str) -> tuple[Span, ...]:
    places: tuple[tuple[int, int], ...] = getattr(act, role)
    if any(start >= end for start, end in places):
        raise Refusal(422, "A span runs from its first character to behind its last, such as [12, 40].", role)
    return tuple(Span(start, end) for start, end in places)


JUDGEMENTS = (
    reads("/judgements", "judgements", list_judgements),
    writes("POST", "/judgements", "judgements", judge, 201),
    reads("/judgements/{number}", "judgements", one_judgement),
    writes("DELETE", "/judgements/{number}", "judgements", undo),
)
