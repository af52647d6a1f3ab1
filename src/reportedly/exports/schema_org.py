"""schema.org (JSON-LD): a Quotation for words given directly, a Claim for words retold, and the NewsArticle of both.

`creator` is who is credited; on a Quotation so is `spokenByCharacter`, to whom the words are attributed *within the
article*, which is all that anybody can know from it.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reportedly.columns import chain_text
from reportedly.exports.graph import Node, new, write_graph
from reportedly.exports.iri import iri, report_iri
from reportedly.exports.reported import Reported
from reportedly.ledger.lines import Line
from reportedly.records import Actor, ActorKind, Document

CONTEXT = {"@vocab": "https://schema.org/"}
# "Critics" are neither a Person nor an Organization, and a poll is a work; schema.org's root class takes the rest.
CLASSES: dict[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "outlet": "NewsMediaOrganization",
    "document": "CreativeWork",
    "author": "Person",
}


def write_schema_org(documents: Iterable[Reported], out: BinaryIO) -> None:
    """One graph; memory holds one document, and the names of all actors."""
    write_graph(CONTEXT, _nodes(documents), out)


def _nodes(documents: Iterable[Reported]) -> Iterator[Node]:
    seen: set[str] = set()
    for document, lines in documents:
        yield _article(document)
        for line in lines:
            if line.report.actor:
                yield from new((_actor(line.report.actor),), seen)
            yield _report(line)


def _article(document: Document) -> Node:
    outlet = document.outlet
    return {
        "@id": iri(document.id),
        "@type": "NewsArticle",
        "url": document.url,
        "headline": document.title,
        "datePublished": document.published,
        "author": [{"@type": "Person", "name": name} for name in document.byline],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet} if outlet else None,
        "inLanguage": document.language,
    }


def _actor(actor: Actor) -> Node:
    return {
        "@id": iri(actor.id),
        "@type": CLASSES.get(actor.kind, "Thing"),
        "name": actor.name,
        "disambiguatingDescription": actor.kind,
    }


def _report(line: Line) -> Node:
    report, language = line.report, line.language
    who = {"@id": iri(report.actor.id)} if report.actor else None
    article = {"@id": iri(report.document.id)}
    verbatim = report.kind == "direct"
    return {
        "@id": report_iri(report),
        "@type": "Quotation" if verbatim else "Claim",
        "identifier": report.id,
        "text": report.content.text,
        "inLanguage": language,
        "creator": who,
        "spokenByCharacter": who if verbatim else None,
        "isPartOf": [article, {"@id": report_iri(report, report.parent)}] if report.parent else article,
        "appearance": None if verbatim else article,
        "dateCreated": report.when.value if report.when else None,
        "recordedIn": {"@type": "Event", "name": report.occasion.text} if report.occasion else None,
        "creditText": chain_text(report) or None,
        "keywords": [word for word in (report.kind, report.stance, line.status) if word],
        "exampleOfWork": {"@id": iri(report.statement)},
    }
