from pathlib import Path

import pytest

from reportedly.evaluation.casefile import Case, CaseReport, read_cases
from reportedly.records import Actor, Document, DocumentHead, Link, Passage, Provenance, Report, When
from reportedly.span import Span, join

STRAIT = Path(__file__).parent / "strait.case"


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


def read_strait() -> tuple[Document, tuple[Report, ...]]:
    case: Case = next(read_cases(STRAIT))
    document = Document(
        id="d:strait", text=case.text + "\n", origin="examples/strait.txt", title=case.title, outlet=case.outlet,
        byline=("Imogen Farquharson-Lee",), published=case.published,
    )  # fmt: skip
    return document, tuple(report_of(marked, document) for marked in case.reports)


@pytest.fixture(scope="session")
def strait() -> tuple[Document, tuple[Report, ...]]:
    """The example article and its reports as a careful reader marks them."""
    return read_strait()
