"""One tagger, measured on all gold data."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from reportedly.config import Config
from reportedly.errors import RunError
from reportedly.evaluation.baselines import Resolve, baselines
from reportedly.evaluation.cases import BehaviourCase
from reportedly.evaluation.columns import by_phenomenon, column_figures, judge
from reportedly.evaluation.figures import TaggerFigures
from reportedly.evaluation.gold import GoldDocument
from reportedly.evaluation.meantime import Article
from reportedly.evaluation.scores import Scores, field_figures, score, span_figures, total
from reportedly.evaluation.tracing import Event
from reportedly.records import Annotation, Document, Report

Reading = tuple[Annotation, tuple[Report, ...]]
Read = Callable[[Iterable[Document], Config], Iterator[Reading]]


class Gold(msgspec.Struct, frozen=True):
    """All gold data of one run, and the digests of its files; every document of `who` is one of `news`.

    `articles` have identities over documents, `events` the same statements in several; the tagger's own figures need
    neither.
    """

    news: tuple[GoldDocument, ...]
    who: tuple[GoldDocument, ...]
    cases: tuple[BehaviourCase, ...]
    digests: Mapping[str, str]
    articles: tuple[Article, ...] = ()
    events: tuple[Event, ...] = ()


def _readings(documents: Sequence[Document], read: Read, config: Config) -> list[Reading]:
    readings = list(read(documents, config))
    if len(readings) != len(documents):
        raise RunError(f"{len(documents)} documents went in, {len(readings)} readings came out")
    return readings


def _prefixed(prefix: str, scores: Scores) -> dict[str, float]:
    return {prefix + name: figure for name, figure in field_figures(scores.fields).items()}


def measure(gold: Gold, read: Read, config: Config, resolvers: Mapping[str, Resolve]) -> TaggerFigures:
    """Read all gold documents and cases once with one tagger, and score them; `resolvers` are the real one and the
    baselines, by name."""
    readings = _readings([whole.document for whole in gold.news], read, config)
    by_id = {whole.document.id: reading for whole, reading in zip(gold.news, readings, strict=True)}
    layered = [(whole, *by_id[whole.document.id]) for whole in gold.who]
    news = total(score(whole, reports) for whole, (_, reports) in zip(gold.news, readings, strict=True))
    who = total(score(whole, reports) for whole, _, reports in layered)
    found = [reports for _, reports in _readings([case.gold.document for case in gold.cases], read, config)]
    verdicts = [judge(case, reports) for case, reports in zip(gold.cases, found, strict=True)]
    cases = total(score(case.gold, reports) for case, reports in zip(gold.cases, found, strict=True))
    phenomena = by_phenomenon(gold.cases, verdicts)
    return TaggerFigures(
        corpus=span_figures(news) | _prefixed("who_", who),
        baselines=baselines(resolvers, ((whole, annotation) for whole, annotation, _ in layered)),
        cases={
            **column_figures(verdicts, phenomena),
            "verbatim": cases.spans.verbatim.precision,
            **_prefixed("field_", cases),
        },
        phenomena=phenomena,
        calibration=news.deciles(),
    )
