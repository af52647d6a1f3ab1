import re
from pathlib import Path

import pytest

from reportedly.evaluation.casefile import Case, CaseReport, read_cases
from reportedly.records import Actor, Document, DocumentHead, Link, Passage, Provenance, Report, When
from reportedly.reporting.appearances import Appearance
from reportedly.span import Span, join

STRAIT = Path(__file__).parent / "strait.case"
# What is said of the speakers of the example, and the words that mention them, in text order.
CAST = {
    "Ilse Taverny": (("foreign minister",), ("its foreign minister, Ilse Taverny", "Taverny", "she", "She")),
    "Piers Oakhanger": (
        ("Tolland’s prime minister",),
        ("Tolland’s prime minister, Piers Oakhanger", "He", "his", "he", "Oakhanger", "He"),
    ),
    "Dov Harrigan": (("the Tolland admiral",), ("Dov Harrigan, the Tolland admiral", "Harrigan")),
    "Rosalind Vandermolen": (
        ("runs eleven coasters out of Kelmar",),
        ("me", "Rosalind Vandermolen, who runs eleven coasters out of Kelmar", "She", "My", "me", "I"),
    ),
    "memorandum of the strait commission": ((), ("A 40-page memorandum of the strait commission", "It", "memorandum")),
}


def head_of(document: Document) -> DocumentHead:
    return DocumentHead(
        document.id, document.origin, document.url, document.title, document.outlet, document.byline, document.published
    )


def passage(spans: tuple[Span, ...], text: str) -> Passage | None:
    return Passage(join(spans, text), spans) if spans else None


def report_of(marked: CaseReport, document: Document) -> Report:
    text = document.text
    links = [Link("publisher", document.outlet)] if document.outlet else []
    links += [Link(link.role, link.name or join(link.spans, text), link.spans) for link in marked.links]  # type: ignore[arg-type]
    if marked.actor:
        links.append(Link("speaker", marked.actor, marked.source))
    return Report(
        id=f"r:{marked.number}",
        document=head_of(document),
        kind=marked.kind,  # type: ignore[arg-type]
        source=passage(marked.source, text),
        cue=passage(marked.cue, text),
        content=Passage(join(marked.content, text), marked.content),
        actor=Actor(f"a:{marked.actor}", marked.actor, marked.actor_kind) if marked.actor else None,  # type: ignore[arg-type]
        chain=tuple(links),
        when=When(join(marked.when, text), marked.when, marked.value) if marked.when else None,
        occasion=None,
        parent=f"r:{marked.parent}" if marked.parent else None,
        stance=marked.stance,  # type: ignore[arg-type]
        confidence=0.99 - 0.037 * (int(marked.number) * 7 % 16),
        provenance=Provenance("0.1.0", "rules"),
    )


def appearance(actor: Actor, text: str) -> Appearance:
    descriptions, words = CAST.get(actor.name, ((), (actor.name,)))
    mentions, at = [], 0
    for one in words:
        found = re.compile(rf"\b{re.escape(one)}\b").search(text, at)
        assert found, one
        mentions.append(Span(*found.span()))
        at = found.end()
    return Appearance(actor.id, actor.name, actor.kind, descriptions, tuple(mentions))


Article = tuple[Document, tuple[Report, ...], tuple[Appearance, ...]]


def read_strait() -> Article:
    case: Case = next(read_cases(STRAIT))
    document = Document(
        id="d:strait", text=case.text + "\n", origin="examples/strait.txt", title=case.title, outlet=case.outlet,
        byline=("Imogen Farquharson-Lee",), published=case.published,
    )  # fmt: skip
    reports = tuple(report_of(marked, document) for marked in case.reports)
    actors = {report.actor.id: report.actor for report in reports if report.actor}
    return document, reports, tuple(appearance(actor, document.text) for actor in actors.values())


@pytest.fixture(scope="session")
def strait() -> Article:
    """The example article, its reports and its actors as a careful reader marks them."""
    return read_strait()
