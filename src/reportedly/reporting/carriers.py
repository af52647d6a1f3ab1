"""Carriers collapse, people do not: an outlet that merely passes on a whole attribution is a link, not a report.

"The BBC quoted an envoy as saying that …" is what the envoy said, through the BBC. A person or a body that passes
something on has a report of its own, and so has an outlet that says more than the other did.
"""

import msgspec

from reportedly.records import Annotation, Attribution

CARRIERS = frozenset(("outlet", "document"))
# Of the letters of what the carrier says, the share that the other's source, cue and content must make up: all but a
# "that". At .85 three more on PolNeAR dev, all of them wrong by its marks.
WHOLE = 0.95


def _letters(text: str, attribution: Attribution, whole: bool) -> set[int]:
    """Where the letters of a content stand; `whole`: of source, cue and content."""
    spans = attribution.content + (attribution.source + attribution.cue if whole else ())
    return {at for span in spans for at in range(span.start, span.end) if text[at].isalnum()}


def _passes_on(annotation: Annotation, outer: int, inner: int) -> bool:
    """Whether all that `outer` says is that `inner` said something."""
    credited = annotation.credited[outer]
    if credited is None or annotation.referents[credited].actor.kind not in CARRIERS:
        return False
    text = annotation.document.text
    told = _letters(text, annotation.attributions[outer], whole=False)
    return len(told & _letters(text, annotation.attributions[inner], whole=True)) >= WHOLE * len(told)


def collapsed(annotation: Annotation) -> Annotation:
    """The annotation without the attributions of carriers; what they passed on takes their place.

    Coreference has run. Of nested carriers each gives way to the one inside it.
    """
    parents = [attribution.parent for attribution in annotation.attributions]
    gone: dict[int, int | None] = {}
    for inner, outer in enumerate(parents):
        if outer is not None and outer not in gone and _passes_on(annotation, outer, inner):
            gone[outer] = parents[outer]
    if not gone:
        return annotation

    def standing(parent: int | None) -> int | None:
        while parent in gone:
            parent = gone[parent]
        return parent

    kept = [place for place in range(len(parents)) if place not in gone]
    rank: dict[int | None, int] = {place: new for new, place in enumerate(kept)}
    return msgspec.structs.replace(
        annotation,
        attributions=tuple(
            msgspec.structs.replace(annotation.attributions[place], parent=rank.get(standing(parents[place])))
            for place in kept
        ),
        credited=tuple(annotation.credited[place] for place in kept),
    )
