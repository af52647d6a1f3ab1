"""FollowTheMoney: entities as JSON lines, as Aleph and its kin read them.

An article is an Article, an actor a Person, Organization or LegalEntity (of whom it is not known which), a report a
Note about both with the article as its proof, and each actor that an article credits a Mention. An entity comes before
any that points at it, and once.
"""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reportedly.columns import chain_text
from reportedly.exports.graph import Node, new
from reportedly.exports.reported import Reported
from reportedly.records import Actor, ActorKind, Document, LedgerReport
from reportedly.text.json_line import json_line

SCHEMATA: dict[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
    "unnamed": "LegalEntity",
    "author": "LegalEntity",
    "document": "Document",
}
MENTIONED = frozenset(("Person", "Organization", "LegalEntity"))  # what a Mention may point at
LANGUAGES = {"en": "eng"}  # FollowTheMoney wants ISO 639-3; English is what the model reads
ODD = re.compile(r"[^0-9A-Za-z.]+")  # what an entity's id may not hold, but for hyphens inside it


def write_followthemoney(documents: Iterable[Reported], out: BinaryIO) -> None:
    """One entity a line; memory holds one document, and the ids of all actors."""
    for entity in _entities(documents):
        out.write(json_line(entity).encode() + b"\n")


def entity_id(*ids: str) -> str:
    """The id of an entity by those of the ledger; the same in every export.

    >>> entity_id("d:5a1c", "r:91d2")
    'd-5a1c-r-91d2'
    """
    return ODD.sub("-", "-".join(ids)).strip("-")


def _entities(documents: Iterable[Reported]) -> Iterator[Node]:
    seen: set[str] = set()
    for document, lines in documents:
        yield _article(document)
        actors = dict.fromkeys(line.report.actor for line in lines if line.report.actor)
        yield from new(map(_actor, actors), seen, key="id")
        yield from (_mention(document, actor) for actor in actors if SCHEMATA[actor.kind] in MENTIONED)
        yield from (_note(line.report, line.status) for line in lines)


def _entity(id: str, schema: str, **properties: str | Iterable[str] | None) -> Node:
    """An entity with those of its properties that have a value; each is a list."""
    lists = {
        name: [values] if isinstance(values, str) else [value for value in values if value]
        for name, values in properties.items()
        if values
    }
    return {"id": id, "schema": schema, "properties": {name: values for name, values in lists.items() if values}}


def _article(document: Document) -> Node:
    return _entity(
        entity_id(document.id),
        "Article",
        title=document.title,
        author=document.byline,
        publisher=document.outlet,
        publishedAt=document.published,
        sourceUrl=document.url,
        language=LANGUAGES.get(document.language or ""),
    )


def _actor(actor: Actor) -> Node:
    schema = SCHEMATA[actor.kind]
    title = actor.name if schema == "Document" else None
    return _entity(entity_id(actor.id), schema, name=actor.name, title=title, keywords=actor.kind)


def _mention(document: Document, actor: Actor) -> Node:
    return _entity(
        entity_id(document.id, actor.id),
        "Mention",
        document=entity_id(document.id),
        resolved=entity_id(actor.id),
        name=actor.name,
        detectedSchema=SCHEMATA[actor.kind],
    )


def _note(report: LedgerReport, status: str) -> Node:
    article = entity_id(report.document.id)
    return _entity(
        entity_id(report.document.id, report.id),
        "Note",
        name=_caption(report),
        description=report.content.text,
        summary=chain_text(report),
        entity=[entity_id(report.actor.id), article] if report.actor else article,
        proof=article,
        publisher=report.document.outlet,
        sourceUrl=report.document.url,
        keywords=[word for word in (report.kind, report.stance, status) if word],
        notes=list(_circumstances(report)),
    )


def _caption(report: LedgerReport) -> str | None:
    """Speaker and cue, as "Lena Maro: said": what lists show of a note."""
    who = report.actor.name if report.actor else report.source.text if report.source else None
    return ": ".join(filter(None, (who, report.cue.text if report.cue else None))) or None


def _circumstances(report: LedgerReport) -> Iterator[str]:
    """When and at what it was said: a note has no property for either."""
    if report.when:
        yield f"said {report.when.value or report.when.text}"
    if report.occasion:
        yield f"occasion: {report.occasion.text}"
