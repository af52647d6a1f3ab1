"""Label Studio tasks (JSON): a task a document, its reports as regions with labels, choices and relations.

All reports as they stand are a prediction; those that people judged are an annotation as well. A region is one span:
further spans of one source, cue or content hang on its first by the relation "continues". CONFIGURATION is what the
project that imports the tasks is to be set up with. Offsets count code points, as Label Studio's own do.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, get_args

from reportedly.columns import chain_text
from reportedly.exports.graph import Node, told
from reportedly.exports.json_array import write_array
from reportedly.exports.reported import Reported
from reportedly.ledger.lines import Line
from reportedly.records import Document, Kind, LedgerReport, Passage, Stance
from reportedly.span import Span


def _choices(name: str, values: Iterable[str]) -> str:
    return f'  <Choices name="{name}" toName="text" perRegion="true">{_options("Choice", values)}</Choices>'


def _options(tag: str, values: Iterable[str]) -> str:
    return "".join(f'<{tag} value="{value}"/>' for value in values)


ROLES = ("Source", "Cue", "Content")
RELATIONS = ("said by", "tied by", "nested in", "continues")
CONFIGURATION = "\n".join(
    (
        "<View>",
        '  <Header value="$title"/>',
        f'  <Labels name="role" toName="text">{_options("Label", ROLES)}</Labels>',
        f"  <Relations>{_options('Relation', RELATIONS)}</Relations>",
        _choices("kind", get_args(Kind)),
        _choices("stance", get_args(Stance)),
        '  <TextArea name="actor" toName="text" perRegion="true"/>',
        '  <TextArea name="chain" toName="text" perRegion="true"/>',
        '  <Text name="text" value="$text"/>',
        "</View>",
    )
)


def write_label_studio(documents: Iterable[Reported], out: BinaryIO) -> None:
    """A JSON list of tasks; memory holds one document."""
    write_array((_task(reported) for reported in documents), out)


def _task(reported: Reported) -> Node:
    document, lines = reported
    judged = [line for line in lines if line.status != "found"]
    task: Node = {"data": _data(document), "predictions": list(_predictions(document, lines))}
    return task | ({"annotations": [{"result": list(_results(document, judged))}]} if judged else {})


def _data(document: Document) -> Node:
    return {
        "text": document.text,
        "title": document.title or document.origin,
        **told(
            {
                "document_id": document.id,
                "origin": document.origin,
                "url": document.url,
                "outlet": document.outlet,
                "published": document.published,
                "language": document.language,
            }
        ),
    }


def _predictions(document: Document, lines: Iterable[Line]) -> Iterator[Node]:
    """One for each version of the model that found any of the reports."""
    versions: dict[str, list[Line]] = {}
    for line in lines:
        made_by = line.report.provenance
        versions.setdefault(f"{made_by.program} {made_by.weights}", []).append(line)
    for version, found in versions.items():
        score = sum(line.report.confidence for line in found) / len(found)
        yield {"model_version": version, "score": score, "result": list(_results(document, found))}


def _results(document: Document, lines: Iterable[Line]) -> Iterator[Node]:
    regions: dict[str, str] = {}
    nested = []
    for line in lines:
        report = line.report
        content = f"{report.id}:content"
        regions[report.id] = content
        yield from _regions(content, "Content", report.content, document.text)
        yield from _said_of(content, report, document.text)
        for role, relation, passage in (("Source", "said by", report.source), ("Cue", "tied by", report.cue)):
            if passage:
                region = f"{report.id}:{role.lower()}"
                yield from _regions(region, role, passage, document.text)
                yield _relation(content, region, relation)
        if report.parent:
            nested.append((content, report.parent))
    yield from (_relation(content, regions[parent], "nested in") for content, parent in nested if parent in regions)


def _regions(id: str, role: str, passage: Passage, text: str) -> Iterator[Node]:
    for place, span in enumerate(passage.spans):
        region = f"{id}:{place}" if place else id
        yield {
            "id": region,
            "from_name": "role",
            "to_name": "text",
            "type": "labels",
            "value": _where(span, text) | {"labels": [role]},
        }
        if place:
            yield _relation(region, id, "continues")


def _said_of(region: str, report: LedgerReport, text: str) -> Iterator[Node]:
    """What the content's region is told beside its label."""
    where = _where(report.content.spans[0], text)
    for name, choice in (("kind", report.kind), ("stance", report.stance)):
        if choice:
            yield _told(region, name, "choices", where | {"choices": [choice]})
    actor = report.actor.name if report.actor else None
    for name, words in (("actor", actor), ("chain", chain_text(report))):
        if words:
            yield _told(region, name, "textarea", where | {"text": [words]})


def _told(region: str, name: str, type: str, value: Node) -> Node:
    return {"id": region, "from_name": name, "to_name": "text", "type": type, "value": value}


def _where(span: Span, text: str) -> Node:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _relation(one: str, other: str, label: str) -> Node:
    return {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": [label]}
