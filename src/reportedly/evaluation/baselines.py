"""What simpler ways of finding out who "he" is reach on the same attributions: the real resolver's gain is the rest."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from reportedly.evaluation.gold import GoldDocument
from reportedly.evaluation.scores import field_figures, score, total
from reportedly.records import Annotation
from reportedly.reporting.reports import reports_of
from reportedly.version import program

Resolve = Callable[[Annotation], Annotation]

REAL = "full"  # the resolver that ships, by its name in `coreference.resolve.RESOLVERS`; the others are baselines


def as_tagged(annotation: Annotation) -> Annotation:
    """The annotation as it was before coreference had run."""
    return msgspec.structs.replace(annotation, mentions=(), referents=(), credited=())


def field_figures_with(resolve: Resolve, readings: Iterable[tuple[GoldDocument, Annotation]]) -> dict[str, float]:
    """The field figures of the same attributions, credited by `resolve`; nothing is tagged again."""
    name = program()
    scores = (score(whole, reports_of(resolve(as_tagged(annotation)), name)) for whole, annotation in readings)
    return field_figures(total(scores).fields)


def baselines(
    resolvers: Mapping[str, Resolve], readings: Iterable[tuple[GoldDocument, Annotation]]
) -> dict[str, dict[str, float]]:
    """The field figures of each resolver but the real one, by its name."""
    pairs = tuple(readings)
    return {name: field_figures_with(resolve, pairs) for name, resolve in resolvers.items() if name != REAL}
