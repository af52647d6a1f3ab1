"""Documents in, annotations and reports out: attribution, then coreference, then reporting."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.attribution import rules
from reportedly.attribution.tag import Tagger
from reportedly.config import Config
from reportedly.coreference.resolve import resolve
from reportedly.records import Annotation, Document, Report
from reportedly.reporting.carriers import collapsed
from reportedly.reporting.reports import reports_of
from reportedly.version import program


def open_tagger(config: Config) -> Tagger:
    """The tagger that `config` names, loaded; raises WeightsError where the model cannot be opened."""
    if config.tagger == "rules":
        return rules.tag
    from reportedly.attribution import model
    from reportedly.weights import open_weights

    loaded = model.load(config.threads, open_weights(Path(config.weights) if config.weights else None))
    return lambda documents: model.tag(documents, loaded)


def run(
    documents: Iterable[Document], config: Config, tagger: Tagger | None = None
) -> Iterator[tuple[Annotation, tuple[Report, ...]]]:
    """Yield each document's annotation and reports, in order, as soon as they are known."""
    name = program()
    for tagged in (tagger or open_tagger(config))(documents):
        annotation = collapsed(resolve(tagged))
        yield annotation, reports_of(annotation, name)
