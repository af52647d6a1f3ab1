"""PROV-O (JSON-LD): where each report comes from: the article, the actor it is credited to, the run that found it.

Entities are articles and reports, agents actors, outlets, links of the chain and the program, activities the runs of
one model. A report given word for word `wasQuotedFrom` its article, another `wasDerivedFrom` it.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reportedly.exports.graph import Node, new, write_graph
from reportedly.exports.iri import VOCABULARY, iri, report_iri, url_iri
from reportedly.exports.reported import Reported
from reportedly.ledger.lines import Line
from reportedly.records import Actor, ActorKind, Document, LedgerReport, Provenance
from reportedly.text.folding import fold

_REFERENCES = (
    "wasAttributedTo", "wasQuotedFrom", "wasDerivedFrom", "wasGeneratedBy", "wasAssociatedWith", "specializationOf",
    "qualifiedAttribution", "agent", "hadRole",
)  # fmt: skip
CONTEXT: Node = {
    "prov": "http://www.w3.org/ns/prov#",
    "own": VOCABULARY,
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": "prov:value",
    "atLocation": {"@id": "prov:atLocation", "@type": "@id"},
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _REFERENCES},
    **{name: f"own:{name}" for name in ("kind", "stance", "status", "confidence", "published", "said", "spans")},
}
CLASSES: dict[ActorKind, str] = {
    "person": "prov:Person",
    "organization": "prov:Organization",
    "outlet": "prov:Organization",
}


def write_prov(documents: Iterable[Reported], out: BinaryIO) -> None:
    """One graph; memory holds one document, and the names of all agents."""
    write_graph(CONTEXT, _nodes(documents), out)


def _nodes(documents: Iterable[Reported]) -> Iterator[Node]:
    seen: set[str] = set()
    for document, lines in documents:
        yield from new(_writers(document), seen)
        yield _article(document)
        for line in lines:
            yield from new(_concerned(line.report), seen)
            yield _report(line)


def _concerned(report: LedgerReport) -> Iterator[Node]:
    """Who and what stands behind a report."""
    yield from _run(report.provenance)
    if report.actor:
        yield _actor(report.actor)
    yield from (_agent(link.name) for link in report.chain if link.role != "speaker")


def _run(made_by: Provenance) -> Iterator[Node]:
    program = iri(f"program:{made_by.program}")
    yield {
        "@id": program,
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "label": f"Reportedly {made_by.program}",
    }
    yield {
        "@id": _run_iri(made_by),
        "@type": "prov:Activity",
        "label": f"reading with the weights {made_by.weights}",
        "wasAssociatedWith": program,
    }


def _run_iri(made_by: Provenance) -> str:
    return iri(f"run:{made_by.program}:{made_by.weights}")


def _writers(document: Document) -> Iterator[Node]:
    if document.outlet:
        yield _agent(document.outlet)
    yield from (_agent(name) | {"@type": ["prov:Agent", "prov:Person"]} for name in document.byline)


def _article(document: Document) -> Node:
    return {
        "@id": iri(document.id),
        "@type": "prov:Entity",
        "label": document.title,
        "atLocation": url_iri(document.url),
        "published": document.published,
        "wasAttributedTo": [_agent_iri(name) for name in (document.outlet, *document.byline) if name],
    }


def _agent_iri(name: str) -> str:
    """Whom only a name tells apart, under that name with case and accents folded."""
    return iri(f"name:{fold(name)}")


def _agent(name: str) -> Node:
    return {"@id": _agent_iri(name), "@type": "prov:Agent", "label": name}


def _actor(actor: Actor) -> Node:
    kinds = ["prov:Agent", CLASSES[actor.kind]] if actor.kind in CLASSES else "prov:Agent"
    return {"@id": iri(actor.id), "@type": kinds, "label": actor.name, "kind": actor.kind}


def _report(line: Line) -> Node:
    report = line.report
    article = iri(report.document.id)
    parent = report_iri(report, report.parent) if report.parent else None
    return {
        "@id": report_iri(report),
        "@type": "prov:Entity",
        "value": report.content.text,
        "kind": report.kind,
        "stance": report.stance,
        "status": line.status,
        "confidence": report.confidence,
        "said": report.when.value if report.when else None,
        "spans": [f"{span.start}-{span.end}" for span in report.content.spans],
        "wasQuotedFrom": article if report.kind == "direct" else None,
        "wasDerivedFrom": [one for one in (None if report.kind == "direct" else article, parent) if one],
        "wasGeneratedBy": _run_iri(report.provenance),
        "wasAttributedTo": iri(report.actor.id) if report.actor else None,
        "qualifiedAttribution": list(_chain(report)),
        "specializationOf": iri(report.statement),
    }


def _chain(report: LedgerReport) -> Iterator[Node]:
    """Each link of the chain as an attribution of its own, its role as PROV has it."""
    for place, link in enumerate(report.chain):
        agent = iri(report.actor.id) if link.role == "speaker" and report.actor else _agent_iri(link.name)
        yield {
            "@id": f"{report_iri(report)}:link:{place}",
            "@type": "prov:Attribution",
            "agent": agent,
            "hadRole": f"{VOCABULARY}{link.role}",
        }
