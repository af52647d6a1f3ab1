"""W3C Web Annotations (JSON-LD): one annotation a report, on the characters of its content, naming the speaker.

Every span is a target of its own, as several selectors of one target would be alternatives. Positions count Unicode
code points of the text that the ledger keeps, as the standard asks; on a page of the web the quotation finds its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from reportedly.columns import chain_text
from reportedly.exports.graph import Node, told
from reportedly.exports.iri import BASE, VOCABULARY, iri, report_iri, url_iri
from reportedly.exports.json_array import write_array
from reportedly.exports.reported import Reported
from reportedly.ledger.lines import Line
from reportedly.records import ActorKind, Document, Link, Report
from reportedly.span import Span
from reportedly.text.json_line import json_line

# The standard asks for this very address; programs know what it stands for and need not fetch it.
STANDARD = "http://www.w3.org/ns/anno.jsonld"
# What the standard has no word for. Its own words ("name", "value", "language") are used wherever they fit.
OWN: dict[str, Any] = {
    **{
        name: VOCABULARY + name
        for name in ("kind", "actorKind", "stance", "confidence", "status", "role", "when", "date", "occasion")
    },
    **{name: {"@id": VOCABULARY + name, "@type": "@id"} for name in ("statement", "parent")},
    **{name: {"@id": VOCABULARY + name, "@container": "@list"} for name in ("chain", "sourceWords", "cueWords")},
}
# The standard's classes for those who make something; whom it has none for gets only a name.
CLASSES: dict[ActorKind, str] = {"person": "Person", "organization": "Organization", "outlet": "Organization"}
AROUND = 32  # characters of prefix and suffix, as the Hypothesis client writes them


def write_web_annotation(documents: Iterable[Reported], out: BinaryIO) -> None:
    """An AnnotationCollection of one page; memory holds one document."""
    head = (
        f'{{"@context":["{STANDARD}",{json_line(OWN)}],"id":"{BASE}annotations","type":"AnnotationCollection",'
        f'"first":{{"id":"{BASE}annotations:1","type":"AnnotationPage","items":['
    )
    write_array(_annotations(documents), out, head, "]}}")


def _annotations(documents: Iterable[Reported]) -> Iterator[Node]:
    for document, lines in documents:
        for line in lines:
            yield _annotation(document, line)


def _annotation(document: Document, line: Line) -> Node:
    report, source = line.report, _source(document)
    node = {
        "id": report_iri(report),
        "type": "Annotation",
        "motivation": "identifying",
        "body": list(_bodies(report)),
        "target": _segments(report.content.spans, document.text, source),
        "generator": {
            "id": iri(f"program:{report.provenance.program}"),
            "type": "Software",
            "name": f"Reportedly {report.provenance.program}",
        },
    }
    return node | _own(line, document.text, source)


def _source(document: Document) -> Node:
    source: Node = {"id": url_iri(document.url) or iri(document.id), "type": "Text"}
    return source | ({"language": document.language} if document.language else {})


def _bodies(report: Report) -> Iterator[Node]:
    """Who is credited, then in words that any program shows: how it is rendered, what is done by it, through whom."""
    if actor := report.actor:
        who: Node = {"id": iri(actor.id), "name": actor.name, "actorKind": actor.kind}
        if actor.kind in CLASSES:
            who["type"] = CLASSES[actor.kind]
        yield {"type": "SpecificResource", "purpose": "identifying", "source": who}
    for tag in filter(None, (report.kind, report.stance)):
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}
    if report.chain:
        yield {"type": "TextualBody", "purpose": "describing", "value": chain_text(report), "format": "text/plain"}


def _segments(spans: Sequence[Span], text: str, source: Node) -> list[Node]:
    return [
        {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.of(text),
                    "prefix": text[max(0, span.start - AROUND) : span.start],
                    "suffix": text[span.end : span.end + AROUND],
                },
            ],
        }
        for span in spans
    ]


def _own(line: Line, text: str, source: Node) -> Node:
    """What the report says beyond who said what, in our own words for it; nothing for what it does not say."""
    report = line.report
    said = {
        "kind": report.kind,
        "stance": report.stance,
        "confidence": report.confidence,
        "status": line.status,
        "statement": iri(report.statement),
        "parent": report_iri(report, report.parent) if report.parent else None,
        "chain": [_link(link) for link in report.chain],
        "when": report.when.text if report.when else None,
        "date": report.when.value if report.when else None,
        "occasion": report.occasion.text if report.occasion else None,
        "sourceWords": _segments(report.source.spans, text, source) if report.source else None,
        "cueWords": _segments(report.cue.spans, text, source) if report.cue else None,
    }
    return told(said)


def _link(link: Link) -> Node:
    return {"role": link.role, "name": link.name}
