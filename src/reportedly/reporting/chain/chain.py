"""The sourcing chain of a report, from the page inward: publisher, channels, enclosing reports, speaker."""

from collections.abc import Iterable, Mapping, Sequence

from reportedly.records import Annotation, Attribution, Document, Link, Role
from reportedly.reporting.chain.carrying import carried, resolved
from reportedly.reporting.chain.channels import Channel
from reportedly.reporting.chain.credit import credit_of, is_publisher
from reportedly.span import Span
from reportedly.text.names import parts
from reportedly.text.sentences import Layout

# From the page inward (contract/report.md): who printed it, where it was posted or aired, who passed it on, before
# whom it was said, in what it was written.
ORDER: dict[Role, int] = {"outlet": 0, "platform": 1, "broadcast": 2, "relayer": 3, "venue": 4, "document": 5}
DEEPEST = 8  # enclosing reports that become links; nesting beyond three has not been seen


def _links(found: Iterable[Channel], stands_for: Mapping[Span, Span], document: Document) -> list[Link]:
    """The channels as links in order, each once, the publisher's own name aside."""
    links: list[Link] = []
    for channel in sorted(found, key=lambda channel: ORDER[channel.role]):
        if channel.same and channel.span not in stands_for:
            continue
        name = " ".join(stands_for.get(channel.span, channel.span).of(document.text).split())
        if channel.role == "outlet" and is_publisher(name, document.outlet):
            continue
        if all(parts(name) != parts(link.name) for link in links):
            links.append(Link(channel.role, name, (channel.span,)))
    return links


def chains_of(annotation: Annotation, layout: Layout) -> tuple[tuple[Link, ...], ...]:
    """The chain of each attribution; `layout` holds the sentences of the document."""
    document, attributions = annotation.document, annotation.attributions
    actors = [annotation.referents[place].actor if place is not None else None for place in annotation.credited]
    credit = credit_of(document)
    head = [Link("publisher", document.outlet)] if document.outlet else []
    if credit:
        head.append(credit)
    found = carried(annotation, layout)
    stands_for = resolved(found)
    own = [_links(channels, stands_for, document) for channels in found]
    chains = []
    for place, attribution in enumerate(attributions):
        links = list(head)
        for outer in _enclosing(attributions, place):
            links += own[outer]
            if (relayer := actors[outer]) and relayer != actors[place]:
                role: Role = "document" if relayer.kind == "document" else "relayer"
                links.append(Link(role, relayer.name, attributions[outer].source))
        actor = actors[place]
        links += [link for link in own[place] if not actor or parts(link.name) != parts(actor.name)]
        if actor:
            links.append(Link("speaker", actor.name, attribution.source))
        chains.append(_once(links))
    return tuple(chains)


def _enclosing(attributions: Sequence[Attribution], place: int) -> list[int]:
    """The places of the attributions that enclose one, outermost first."""
    found: list[int] = []
    parent = attributions[place].parent
    while parent is not None and len(found) < DEEPEST:
        found.append(parent)
        parent = attributions[parent].parent
    return found[::-1]


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links without those that name the same again, the speaker aside."""
    seen: set[tuple[Role, tuple[str, ...]]] = set()
    kept = []
    for link in links:
        key = (link.role, parts(link.name))
        if key not in seen:
            kept.append(link)
        seen.add(key)
    return tuple(kept)
