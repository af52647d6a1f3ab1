"""From an annotation to reports: lines of the ledger that can be read without their document."""

import hashlib

from reportedly.records import Annotation, Attribution, Document, DocumentHead, Passage, Provenance, Report
from reportedly.reporting.chain.chain import chains_of
from reportedly.reporting.kind import kind_of
from reportedly.reporting.occasion import occasion_of
from reportedly.reporting.stance.stance import stance_of
from reportedly.reporting.when import whens_of
from reportedly.span import Span, join
from reportedly.text.sentences import layout_of


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
    """The reports of one annotated document, in text order; `program` is the program's version.

    Coreference has run: `annotation.credited` is as long as `annotation.attributions`.
    """
    document, text = annotation.document, annotation.document.text
    if not annotation.attributions:
        return ()
    layout = layout_of(text)
    chains = chains_of(annotation, layout)
    whens = whens_of(annotation, layout)
    head, made_by = head_of(document), Provenance(program, annotation.made_by)
    text_digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    ids = [identity(text_digest, attribution) for attribution in annotation.attributions]
    reports = []
    for place, attribution in enumerate(annotation.attributions):
        credited = annotation.credited[place]
        actor = annotation.referents[credited].actor if credited is not None else None
        cue, content = join(attribution.cue, text), join(attribution.content, text)
        sentence = layout.around((attribution.cue or attribution.content)[0])
        reports.append(
            Report(
                id=ids[place],
                document=head,
                kind=kind_of(text, attribution.content, cue),
                source=_passage(text, attribution.source),
                cue=_passage(text, attribution.cue),
                content=Passage(content, attribution.content),
                actor=actor,
                chain=chains[place],
                when=whens[place],
                occasion=occasion_of(document, attribution, sentence),
                parent=ids[attribution.parent] if attribution.parent is not None else None,
                stance=stance_of(cue, content, actor.kind if actor else None),
                confidence=attribution.confidence,
                provenance=made_by,
            )
        )
    return tuple(reports)
