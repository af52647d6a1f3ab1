"""Who is heard in a document: each credited actor with what is said of it and where it is mentioned."""

from reportedly.records import Annotation, Appearance
from reportedly.span import Span


def appearances_of(annotation: Annotation) -> tuple[Appearance, ...]:
    """The actors that a document credits, in the order in which they are first mentioned; those never mentioned last.

    Referents that share an actor are one appearance. Whoever is only spoken of has none.
    """
    spans: list[list[Span]] = [[] for _ in annotation.referents]
    for mention in annotation.mentions:
        spans[mention.chain].append(mention.span)
    credited = (annotation.referents[place].actor.id for place in annotation.credited if place is not None)
    chains: dict[str, list[int]] = {actor: [] for actor in credited}
    for place, referent in enumerate(annotation.referents):
        if referent.actor.id in chains:
            chains[referent.actor.id].append(place)
    nowhere = Span(len(annotation.document.text), len(annotation.document.text) + 1)
    found = (_together(annotation, places, spans) for places in chains.values())
    return tuple(sorted(found, key=lambda appearance: (appearance.mentions or (nowhere,))[0]))


def _together(annotation: Annotation, places: list[int], spans: list[list[Span]]) -> Appearance:
    """One appearance of the referents at `places`; `spans[place]` are the mentions of each."""
    actor = annotation.referents[places[0]].actor
    descriptions = dict.fromkeys(words for place in places for words in annotation.referents[place].descriptions)
    mentions = sorted({span for place in places for span in spans[place]})
    return Appearance(actor.id, actor.name, actor.kind, tuple(descriptions), tuple(mentions))
