"""What a person says of a report or an actor, as a judgement in the ledger, and taking it back.

Each function appends one judgement in a transaction, brings the derived rows into line, and returns the judgement's
number, which `undo` takes. Raises LedgerError, in words for the person, where the ids or spans do not hold.
"""

import sqlite3
from collections.abc import Callable, Mapping

import msgspec

from reportedly.coreference.telling import identity
from reportedly.errors import LedgerError
from reportedly.grouping import regroup_reports
from reportedly.ledger import profiles, wordings
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.effect import Roles, settle, settle_credited
from reportedly.ledger.judgements import append, withdraw
from reportedly.ledger.write import now
from reportedly.linking.actors.block import keys
from reportedly.linking.actors.profile import profile_of
from reportedly.records import ActorKind, Judgement, Subject, Verdict
from reportedly.reporting.kind import kind_of
from reportedly.resolve import recluster, resolve
from reportedly.span import Span, join
from reportedly.tracing import trace_new
from reportedly.version import program

SOON = 500  # reports that are compared while a person waits: half a second


def confirm(ledger: Ledger, report: str, by: str) -> int:
    """The report is right as it stands."""
    return _about_report(ledger, "report", report, None, "right", by)


def reject(ledger: Ledger, report: str, by: str) -> int:
    """There is no such report: nobody is said to have said this."""
    return _about_report(ledger, "report", report, None, "wrong", by)


def credit(ledger: Ledger, report: str, actor: str | None, by: str) -> int:
    """It is `actor` (the id of an actor or profile) who is credited; None: nobody can be named."""
    if actor is not None:
        _must_exist(ledger.connection, "profile", actor, "actor")
    return _about_report(ledger, "speaker", report, actor, "right", by)


def credit_name(ledger: Ledger, report: str, name: str, kind: ActorKind, by: str) -> int:
    """It is somebody of this name who is credited, whether the ledger knows the name or not."""
    name = " ".join(name.split())
    if not name:
        raise LedgerError("a name is needed")
    _must_exist(ledger.connection, "report", report, "report")
    ((document,),) = ledger.connection.execute(
        "SELECT d.id FROM report AS r JOIN document AS d ON d.number = r.document WHERE r.id = ? LIMIT 1", (report,)
    )
    profile = profile_of(identity(kind, name), name, kind, (), document)
    with transaction(ledger) as connection:
        profiles.ensure(connection, profile, keys(profile))
    resolve(ledger, by)
    return credit(ledger, report, profile.id, by)


def respan(
    ledger: Ledger,
    report: str,
    document: str,
    source: tuple[Span, ...],
    cue: tuple[Span, ...],
    content: tuple[Span, ...],
    by: str,
) -> int:
    """These are the spans of its source, cue and content, in the text of `document`; only content must not be empty."""
    row = ledger.connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise LedgerError(f"the ledger has no document {document}")
    text: str = row["text"]
    for role, spans in (("source", source), ("cue", cue), ("content", content)):
        _check_spans(role, spans, text)
    if not content:
        raise LedgerError("a report needs the words of its content")
    roles = Roles(source, cue, content, kind_of(text, content, join(cue, text)))
    return _about_report(ledger, "span", report, msgspec.json.encode(roles).decode(), "right", by)


def same(ledger: Ledger, left: str, right: str, by: str) -> int:
    """The two (ids of actors or profiles) are one actor."""
    return _about_actors(ledger, left, right, "same", by)


def different(ledger: Ledger, left: str, right: str, by: str) -> int:
    """The two (ids of actors or profiles) are not one actor."""
    return _about_actors(ledger, left, right, "different", by)


def unsure(ledger: Ledger, left: str, right: str, by: str) -> int:
    """Whether the two are one actor cannot be told: nobody is to be asked again, and the model is not to join them."""
    return _about_actors(ledger, left, right, "unsure", by)


def split(ledger: Ledger, appearance: str, by: str) -> int:
    """Whoever is called so in that one document is somebody else than the bearer of the name elsewhere."""
    with transaction(ledger) as connection:
        whole = profiles.make_apart(connection, appearance)
        if whole is None:
            raise LedgerError(f"the ledger has no appearance {appearance}")
        said = _said("actor", appearance, whole, "different", by)
        number = append(connection, said)
        recluster(connection, (appearance, whole))
        settle_credited(connection, appearance)
    _trace(ledger)
    return number


def same_statement(ledger: Ledger, left: str, right: str, by: str) -> int:
    """The two (ids of reports) render one statement."""
    return _about_statements(ledger, left, right, "same", by)


def different_statement(ledger: Ledger, left: str, right: str, by: str) -> int:
    """The two (ids of reports) do not render one statement."""
    return _about_statements(ledger, left, right, "different", by)


def unsure_statement(ledger: Ledger, left: str, right: str, by: str) -> int:
    """Whether the two render one statement cannot be told: nobody is to be asked again, and they are not joined."""
    return _about_statements(ledger, left, right, "unsure", by)


def contradiction(ledger: Ledger, left: str, right: str, by: str) -> int:
    """What the two (ids of reports) render contradicts each other."""
    return _about_contradiction(ledger, left, right, "right", by)


def no_contradiction(ledger: Ledger, left: str, right: str, by: str) -> int:
    """What the two (ids of reports) render does not contradict each other: nobody is to be asked again."""
    return _about_contradiction(ledger, left, right, "wrong", by)


# What can be said of two, by the name that buttons and programs send.
OF_TWO: Mapping[str, Callable[[Ledger, str, str, str], int]] = {
    act.__name__: act
    for act in (
        same, different, unsure, same_statement, different_statement, unsure_statement, contradiction, no_contradiction,
    )
}  # fmt: skip


def undo(ledger: Ledger, number: int, by: str) -> None:
    """Take a person's judgement back, as if it had not been made; it stays in the history."""
    with transaction(ledger) as connection:
        row = connection.execute("SELECT judge FROM judgement WHERE number = ?", (number,)).fetchone()
        if row is None or row["judge"] != "person":
            raise LedgerError(f"there is no judgement {number} of a person's")
        undone = withdraw(connection, number, by, now()).judgement
        if undone.about == "actor":
            recluster(connection, (undone.left, undone.right or undone.left))
        elif undone.about == "statement":
            regroup_reports(connection, (undone.left, undone.right or undone.left))
        elif undone.about != "contradiction":  # of these nothing is derived
            settle(connection, undone.left)
    _trace(ledger)


def _about_report(ledger: Ledger, about: Subject, report: str, right: str | None, verdict: Verdict, by: str) -> int:
    with transaction(ledger) as connection:
        _must_exist(connection, "report", report, "report")
        number = append(connection, _said(about, report, right, verdict, by))
        settle(connection, report)
    _trace(ledger)
    return number


def _about_statements(ledger: Ledger, left: str, right: str, verdict: Verdict, by: str) -> int:
    with transaction(ledger) as connection:
        number = _about_pair(connection, _said("statement", left, right, verdict, by), "report", "report")
        regroup_reports(connection, (left, right))
    return number


def _about_contradiction(ledger: Ledger, left: str, right: str, verdict: Verdict, by: str) -> int:
    with transaction(ledger) as connection:
        return _about_pair(connection, _said("contradiction", left, right, verdict, by), "report", "report")


def _about_actors(ledger: Ledger, left: str, right: str, verdict: Verdict, by: str) -> int:
    with transaction(ledger) as connection:
        number = _about_pair(connection, _said("actor", left, right, verdict, by), "profile", "actor")
        recluster(connection, (left, right))
    _trace(ledger)
    return number


def _about_pair(connection: sqlite3.Connection, said: Judgement, table: str, called: str) -> int:
    """Write what was said of two that are there, and are two."""
    if said.left == said.right:
        raise LedgerError(f"one {called} was named twice")
    for id in (said.left, said.right):
        _must_exist(connection, table, id or "", called)
    return append(connection, said)


def _trace(ledger: Ledger) -> None:
    """Let the statements follow at once, unless so many reports are touched that it is left to the next `add`."""
    if not wordings.waiting(ledger.connection, SOON):
        trace_new(ledger, program())


def _said(about: Subject, left: str, right: str | None, verdict: Verdict, by: str) -> Judgement:
    return Judgement(about, left, right, verdict, None, (), "person", by, now())


def _must_exist(connection: sqlite3.Connection, table: str, id: str, called: str) -> None:
    if connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone() is None:
        raise LedgerError(f"the ledger has no {called} {id}")


def _check_spans(role: str, spans: tuple[Span, ...], text: str) -> None:
    end = 0
    for span in spans:
        if span.start < end or span.end > len(text):
            raise LedgerError(f"the {role}'s spans must lie in the text, in order and apart from each other")
        end = span.end
    if spans and not join(spans, text).strip():
        raise LedgerError(f"the {role} holds no words")
