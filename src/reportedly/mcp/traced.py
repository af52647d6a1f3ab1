"""What the tool `trace` answers: one statement, its wordings and its reports."""

import sqlite3

from reportedly.mcp.quoting import Item, fields, quoted
from reportedly.repeating import Repetition, said_alike, said_when
from reportedly.trace import Match, Matches, Retelling, Trace, Wording, key_of, matches, trace

ALONE = {"witness": "shows access of its own", "unsupported": "not known", "copy": "another report"}
DOES = {"credits": "credits", "wire": "carries the wire of", "copies": "copies text of", "variant": "shares words with"}
REPETITIONS, SHORT = 8, 400  # statements that say the same, and characters of each: a quarter of an answer


def trace_answer(connection: sqlite3.Connection, what: str) -> str:
    """The trace of a statement by its id, or of the only one that holds all the words; else the statements that may."""
    found = trace(connection, what)
    if found is None:
        listed = matches(connection, what)
        if not listed.matches:
            return "No statement in the ledger has these words."
        if len(listed.matches) > 1 or not listed.all_words:
            return _listed(listed)
        found = trace(connection, listed.matches[0].statement.id)
        assert found is not None
    return _traced(found)


def _listed(found: Matches) -> str:
    several = "Several statements hold these words" if found.all_words else "No statement holds all of these words"
    return quoted([_match(one) for one in found.matches], f"{several}: ask again with the id of one.").text


def _match(one: Match) -> Item:
    card = one.statement
    days = f", {card.first_day} to {card.last_day}" if card.first_day else ""
    return Item(
        f"(statement {card.id})",
        fields(
            ("speaker", card.actor.name if card.actor else None),
            ("words", one.words),
            ("reports", f"{card.reports:,} of {card.outlets:,} outlets{days}"),
        ),
    )


def _traced(found: Trace) -> str:
    wordings = [_wording(number, one) for number, one in enumerate(found.wordings, start=1)]
    outlets = {key_of(one.report): one.report.document.outlet for one in found.reports}
    reports = [_report(one, outlets) for one in found.reports]
    items = [_head(found), *wordings, *_repetitions(found), *reports]
    answer = quoted(items, _counts(found))
    left = len(items) - answer.items + found.statement.reports - len(found.reports)
    return answer.text + (f"\n\n{left:,} more items were left out." if left > 0 else "")


def _counts(found: Trace) -> str:
    """The figures, with what they do not say."""
    card = found.statement
    origins = f"{found.origins:,} (at least {found.origins_min:,}, {found.origins_expected:.1f} expected)"
    return (
        f"Reports: {card.reports:,} in {card.outlets:,} outlets. Independent origins by the evidence: {origins}. "
        f"Witnesses with access of their own: {found.witnesses:,} of {found.events:,} occasions. That nothing shows "
        "where a report is from does not prove that it is independent."
    )


def _head(found: Trace) -> Item:
    actor = found.statement.actor
    return Item(
        f"(statement {found.statement.id})",
        fields(
            ("speaker", f"{actor.name} ({actor.kind})" if actor else None),
            ("credited, but not in the ledger", "; ".join(found.outside)),
            ("credit each other in a circle", "; ".join(", ".join(circle) for circle in found.circular)),
            *(("note", note) for note in found.notes),
        ),
    )


def _wording(number: int, one: Wording) -> Item:
    flags = ((flag.name.replace("_", " "), f"{flag.words}. {flag.explanation}") for flag in one.flags)
    return Item(
        f"(words {number}, {one.reports:,} reports)",
        fields(("words", one.words), ("printed by", "; ".join(one.outlets)), *flags),
    )


def _repetitions(found: Trace) -> list[Item]:
    """The other statements that say the same, the nearest in time: there must be room left for the reports."""
    said = sorted(found.repetitions.statements, key=lambda one: (one.days is None, abs(one.days or 0)))
    return [_repetition(one) for one in said[:REPETITIONS]]


def _repetition(one: Repetition) -> Item:
    card = one.statement
    words = one.words if len(one.words) <= SHORT else f"{one.words[:SHORT]} …"
    return Item(
        f"(repetition: statement {card.id})",
        fields(
            ("speaker", one.speaker.name if one.speaker else None),
            ("words", words),
            ("first reported", f"{card.first_day or 'no date'}, {said_when(one.days)}"),
            ("alike", said_alike(one)),
            ("reports", f"{card.reports:,} of {card.outlets:,} outlets"),
        ),
    )


def _report(one: Retelling, outlets: dict[tuple[str, str], str | None]) -> Item:
    report, head, edge = one.report, one.report.document, one.rests_on
    rests = ALONE[one.standing]
    if edge:
        name = outlets.get((edge.to_report or "", edge.to_document or "")) or edge.to_name or "an unknown outlet"
        rests = f"{DOES[edge.how]} {name}, {edge.confidence:.0%} sure"
    return Item(
        f"(report {report.id}, article {head.id}{', the earliest' if one.earliest else ''})",
        fields(
            ("outlet", head.outlet),
            ("published", head.published),
            ("rests on", rests),
            ("in words", str(one.wording + 1) if one.wording is not None else report.content.text),
            ("title", head.title),
            ("url", head.url),
        ),
    )
