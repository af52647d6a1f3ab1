"""From an annotation to reports: lines of the ledger that can be read without their document."""

import hashlib

from reportedly.records import Annotation, Attribution, Document, DocumentHead, Passage, Provenance, Report
from reportedly.reporting.actor import actor_of, cast_of
from reportedly.reporting.chain import chain_of, credit_of
from reportedly.reporting.kind import kind_of
from reportedly.span import Span, join
from reportedly.text.sentences import sentences


def identity(text_digest: str, attribution: Attribution) -> str:
    """`r:` and 16 hex digits: the same text (by its SHA-256) and the same spans give the same id."""
    spans = ";".join(
        ",".join(f"{span.start}-{span.end}" for span in role)
        for role in (attribution.source, attribution.cue, attribution.content)
    )
    return "r:" + hashlib.sha256(f"{text_digest}\0{spans}".encode()).hexdigest()[:16]


def _passage(text: str, spans: tuple[Span, ...]) -> Passage | None:
    return Passage(join(spans, text), spans) if spans else None


def head_of(document: Document) -> DocumentHead:
    """What a report carries of its document."""
    return DocumentHead(
        document.id, document.origin, document.url, document.title, document.outlet, document.byline, document.published
    )


def reports_of(annotation: Annotation, program: str) -> tuple[Report, ...]:
    """The reports of one annotated document, in text order; `program` is the program's version."""
    document, text = annotation.document, annotation.document.text
    if not annotation.attributions:
        return ()
    head, cast, credit = head_of(document), cast_of(document), credit_of(document)
    starts: list[int] = []
    ends: list[int] = []
    for sentence in sentences(text):
        starts.append(sentence.start)
        ends.append(sentence.end)
    made_by = Provenance(program, annotation.made_by)
    text_digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    ids = [identity(text_digest, attribution) for attribution in annotation.attributions]
    reports = []
    for attribution, name in zip(annotation.attributions, ids, strict=True):
        actor = actor_of(document, attribution.source, cast)
        reports.append(
            Report(
                id=name,
                document=head,
                kind=kind_of(text, attribution.content, join(attribution.cue, text)),
                source=_passage(text, attribution.source),
                cue=_passage(text, attribution.cue),
                content=Passage(join(attribution.content, text), attribution.content),
                actor=actor,
                chain=chain_of(document, attribution, actor, credit, cast, starts, ends),
                when=None,
                occasion=None,
                parent=ids[attribution.parent] if attribution.parent is not None else None,
                stance=None,
                confidence=attribution.confidence,
                provenance=made_by,
            )
        )
    return tuple(reports)
