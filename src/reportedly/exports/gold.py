"""People's corrections in the form of the corpora, for training and measuring: who-shaped JSON Lines.

A document comes with all its reports as they stand, not only those that people judged: what a text does not mark as a
report is none. Beyond the corpora's fields a report has `kind` and `stance`, and a nested one has spans, not words.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, BinaryIO, NamedTuple, get_args

import msgspec

from reportedly.coreference.sources import PRONOUNS
from reportedly.exports.reported import batches, start
from reportedly.ledger.filter import Filter, Status
from reportedly.ledger.lines import Line, of_document
from reportedly.ledger.reread import stored_document
from reportedly.ledger.search import every
from reportedly.records import ActorKind, Document, LedgerReport, Passage
from reportedly.span import Span
from reportedly.text.json_line import json_line

JUDGED: tuple[Status, ...] = tuple(status for status in get_args(Status) if status != "found")
RELAYER = "person"  # what the corpora call the contract's relayer


class Shown(msgspec.Struct, frozen=True):
    """An actor as one document shows it: by its fullest name there, with other names and what it is called."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class Corrected(NamedTuple):
    """A document that people judged reports of; `cast` says by its id how an actor is shown there."""

    document: Document
    lines: tuple[Line, ...]
    cast: Mapping[str, Shown]


def corrected(connection: sqlite3.Connection, filter: Filter) -> Iterator[Corrected]:
    """The documents in which people confirmed, corrected or rejected a report that the filter means."""
    statuses = (filter.status,) if filter.status else JUDGED
    judged = (every(connection, msgspec.structs.replace(filter, status=status)) for status in statuses)
    for number in _documents(connection, chain.from_iterable(judged)):
        document = stored_document(connection, number)
        lines = (line for line in of_document(connection, document.id) if line.status != "rejected")
        cast = _cast(connection, number, document.text)
        yield Corrected(document, tuple(sorted(lines, key=lambda line: start(line.report))), cast)


def _documents(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Numbers of the documents of these reports, in the order in which they were added."""
    found: set[int] = set()
    for some in batches(numbers):
        marks = ",".join("?" * len(some))
        rows = connection.execute(f"SELECT DISTINCT document FROM report WHERE number IN ({marks})", some)
        found.update(document for (document,) in rows)
    return sorted(found)


def _cast(connection: sqlite3.Connection, document: int, text: str) -> dict[str, Shown]:
    """The actors whom the document shows; one that it shows under several names goes by the longest."""
    rows = connection.execute(
        # What a person split off has a profile of its own, under the appearance's id.
        "SELECT a.number, a.name, a.kind, a.descriptions, coalesce(own.actor, p.actor) AS actor FROM appearance AS a"
        " JOIN profile AS p ON p.number = a.profile LEFT JOIN profile AS own ON own.id = a.id WHERE a.document = ?"
        " ORDER BY length(a.name) DESC, a.number",
        (document,),
    ).fetchall()
    faces: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        faces.setdefault(row["actor"], []).append(row)
    return {actor: _shown(connection, some, text) for actor, some in faces.items()}


def _shown(connection: sqlite3.Connection, faces: Sequence[sqlite3.Row], text: str) -> Shown:
    fullest = faces[0]
    roles = tuple(dict.fromkeys(words for face in faces for words in json.loads(face["descriptions"])))
    names = [face["name"] for face in faces[1:]]
    for face in faces:
        spans = connection.execute(
            "SELECT start, end FROM mention WHERE appearance = ? ORDER BY start, end", (face["number"],)
        )
        names.extend(text[start:end] for start, end in spans)
    other = (name for name in dict.fromkeys(names) if name != fullest["name"] and name not in roles)
    aliases = tuple(name for name in other if name.casefold() not in PRONOUNS)
    return Shown(fullest["name"], fullest["kind"], aliases, roles)


def write_gold(documents: Iterable[Corrected], out: BinaryIO) -> None:
    """One document a line; memory holds one."""
    for document in documents:
        out.write(json_line(_row(document)).encode() + b"\n")


def _row(given: Corrected) -> dict[str, Any]:
    document = given.document
    ids = {line.report.id for line in given.lines}
    nested = [line.report for line in given.lines if line.report.parent in ids]
    # A report whose parent was rejected stands on its own.
    top = [line.report for line in given.lines if line.report.parent not in ids]
    return {
        "id": document.id,
        "split": "train",
        "outlet": document.outlet,
        "published": document.published,
        "title": document.title,
        "author": ", ".join(document.byline) or None,
        "credit": document.credit,
        "url": document.url,
        "text": document.text,
        "reports": [_report(report, given.cast) for report in top],
        "nested": [_report(report, given.cast) | {"parent": report.parent} for report in nested],
    }


def _report(report: LedgerReport, cast: Mapping[str, Shown]) -> dict[str, Any]:
    actor = report.actor
    # The channels from the actor outward, where a report counts them from the page inward.
    between = [link for link in reversed(report.chain) if link.role not in ("publisher", "speaker")]
    return {
        "id": report.id,
        "source": _spans(report.source),
        "cue": _spans(report.cue),
        "content": _spans(report.content),
        "kind": report.kind,
        "stance": report.stance,
        "actor": cast.get(actor.id, Shown(actor.name, actor.kind)) if actor else None,
        "via": [{"text": link.name, "role": RELAYER if link.role == "relayer" else link.role} for link in between],
        "when": {"text": report.when.text, "value": report.when.value} if report.when else None,
        "occasion": report.occasion.text if report.occasion else None,
    }


def _spans(passage: Passage | None) -> tuple[Span, ...]:
    return passage.spans if passage else ()
