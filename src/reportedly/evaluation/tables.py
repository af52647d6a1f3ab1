"""Markdown tables of figures, beside what others reached."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.evaluation.columns import COLUMNS, figure_name
from reportedly.evaluation.figures import Figures, TaggerFigures
from reportedly.evaluation.identity import IdentityFigures
from reportedly.evaluation.tracing import PairFigures, TracingFigures

TAGGERS = {"model": "**Reportedly** (model)", "rules": "Reportedly, rules only"}

CORPUS = ("source", "cue", "content", "characters", "relation_50", "relation_80")
CORPUS_HEAD = ("", "source", "cue", "content", "content characters", "relation .5", "relation .8")

# Published or measured elsewhere, for reference (`contract/metrics.md`); test = the corpus's test split.
REFERENCES: tuple[tuple[str, ...], ...] = (
    ("two trained annotators against each other", ".79", ".71", ".69", ".91", ".75", ".71"),
    ("CofeNet 2022, BERT-base (published, test)", ".83", ".75", ".73", "", "", ""),
    ("BERT-base, plain tagger (published, test)", ".81", ".74", ".69", "", "", ""),
    ("CRF with features (published, test)", ".51", ".53", ".29", "", "", ""),
)

CONTENT_ONLY = (
    "precision_only_50", "recall_only_50", "content_only_50", "recall_direct", "recall_mixed", "recall_indirect",
)  # fmt: skip
CONTENT_ONLY_HEAD = ("", "P", "R", "F1", "recall direct", "mixed", "indirect")

# The peers that could be run, on the same documents, fed with the parses that come with the corpus
# (`contract/peers.md`).
PEERS: tuple[tuple[str, ...], ...] = (
    ("Citron, given the gold cues", ".83", ".46", ".59", ".59", ".50", ".43"),
    ("Gender Gap Tracker", ".71", ".35", ".47", ".78", ".63", ".21"),
    ("Citron with a verb list", ".77", ".29", ".42", ".55", ".39", ".22"),
    ("SaysWho finder", ".66", ".17", ".27", ".76", ".47", ".00"),
    ("textacy 0.13", ".60", ".13", ".21", ".49", ".30", ".03"),
)

# What stands in the actor table; the aims that were set before the work began; and two careful readers of ten of the
# documents against each other (`contract/metrics.md`).
ACTOR = ("actor", "unnamed_source", "with_actor", "actor_kind", "chain", "when", "nested")
ACTOR_HEAD = (
    "", "actor", "pronoun or absent source", "report with actor F1", "actor kind", "chain F1", "when F1", "nested F1",
)  # fmt: skip
TARGETS: tuple[tuple[str, ...], ...] = (
    ("to reach", ".85", ".78", ".62", ".88", ".50", ".55", ".35"),
    ("to strive for", ".95", ".90", ".70", ".94", ".70", ".75", ".55"),
    ("two careful readers against each other", "1.00", "", "", "1.00", ".98", ".90", ".84"),
)
BASELINES = {
    "uncarried": "no context carrying",
    "surname": "surname match only",
    "nearest": "nearest preceding name",
}

FIELDS = {
    "kind": "kind accuracy",
    "actor": "actor accuracy",
    "unnamed_source": "actor accuracy where the source is a pronoun or absent",
    "actor_kind": "actor kind accuracy",
    "with_actor": "report with actor F1",
    "chain": "chain links F1",
    "when": "when value F1",
    "stance": "stance accuracy",
    "nested": "nested F1",
}


def identity_table(actors: IdentityFigures) -> str:
    """B3 of linked actors, beside what equal names make."""
    return table(
        ("", "B3 precision", "recall", "F1"),
        [
            (name, decimal(scored.precision), decimal(scored.recall), decimal(scored.f1))
            for name, scored in (("**Reportedly**", actors.linked), ("equal names, case ignored", actors.exact_name))
        ],
    )


def tracing_table(tracing: TracingFigures) -> str:
    """Same-statement pairs, ours beside the baselines, the best first."""
    return table(
        ("", "gold contents P", "R", "F1", "end to end P", "R", "F1", "all pairs F1"),
        [
            (name, *map(decimal, (*_scored(tracing.gold[name]), *_scored(known), tracing.strict[name].f1)))
            for name, known in sorted(tracing.end_to_end.items(), key=lambda one: -one[1].f1)
        ],
    )


def _scored(pairs: PairFigures) -> tuple[float, float, float]:
    return pairs.precision, pairs.recall, pairs.f1


def decimal(figure: float | None) -> str:
    """Three decimals without the leading zero; nothing for a figure that is not there.

    >>> decimal(0.8125), decimal(1.0), decimal(None)
    ('.812', '1.000', '')
    """
    return "" if figure is None else f"{figure:.3f}".removeprefix("0")


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *lines))


def _lines(figures: Figures, names: Sequence[str]) -> list[tuple[str, ...]]:
    """One line a tagger."""
    return [
        (title, *(decimal(figures.taggers[tagger].corpus.get(name)) for name in names))
        for tagger, title in TAGGERS.items()
        if tagger in figures.taggers
    ]


def corpus_table(figures: Figures) -> str:
    """Spans and relations on PolNeAR dev, beside what is published."""
    return table(CORPUS_HEAD, (*_lines(figures, CORPUS), *REFERENCES))


def content_table(figures: Figures) -> str:
    """Contents alone on PolNeAR dev, beside the peers that could be run."""
    return table(CONTENT_ONLY_HEAD, (*_lines(figures, CONTENT_ONLY), *PEERS))


def present(figures: Figures) -> tuple[str, ...]:
    """The taggers that were measured, the model first."""
    return tuple(tagger for tagger in TAGGERS if tagger in figures.taggers)


def _with_prefix(prefix: str, found: Mapping[str, float]) -> dict[str, float]:
    """The figures whose names begin so, without it."""
    return {name.removeprefix(prefix): figure for name, figure in found.items() if name.startswith(prefix)}


def _actor_lines(tagger: str, found: TaggerFigures) -> Iterator[tuple[str, ...]]:
    """A tagger's line, and one for each simpler resolver on the same attributions."""
    named = {
        TAGGERS[tagger]: _with_prefix("who_", found.corpus),
        **{f"{tagger}, {words}": found.baselines[name] for name, words in BASELINES.items() if name in found.baselines},
    }
    for title, figures in named.items():
        yield title, *(decimal(figures.get(name)) for name in ACTOR)


def actor_table(figures: Figures, taggers: Iterable[str]) -> str:
    """Who, through whom and when, on the layered part of PolNeAR dev, beside simpler resolvers and the targets."""
    lines = (line for tagger in taggers for line in _actor_lines(tagger, figures.taggers[tagger]))
    return table(ACTOR_HEAD, (*lines, *TARGETS))


def field_table(figures: Figures) -> str:
    """Fields of matched reports of the cases; no line for what none carries."""
    columns = {tagger: _with_prefix("field_", figures.taggers[tagger].cases) for tagger in present(figures)}
    return table(
        ("", *columns),
        (
            (title, *(decimal(found.get(name)) for found in columns.values()))
            for name, title in FIELDS.items()
            if any(name in found for found in columns.values())
        ),
    )


def calibration_words(figures: Figures) -> str:
    """Each tagger's calibration error, by deciles and by equal steps of confidence."""
    corpora = {tagger: figures.taggers[tagger].corpus for tagger in present(figures)}
    return "; ".join(
        f"{tagger} {decimal(corpus.get('calibration'))}"
        f" ({decimal(corpus.get('calibration_tenths'))} over ten equal steps of confidence)"
        for tagger, corpus in corpora.items()
    )


def calibration_table(figures: Figures) -> str:
    """Confidence beside the share that is right, by decile of confidence."""
    lines = [
        (tagger, str(place), str(group.size), decimal(group.confidence), decimal(group.right))
        for tagger in present(figures)
        for place, group in enumerate(figures.taggers[tagger].calibration, start=1)
    ]
    return table(("tagger", "decile", "reports", "mean confidence", "right"), lines)


def _heads() -> tuple[str, ...]:
    return tuple(column.replace("_", " ") for column in COLUMNS)


def case_table(figures: Figures) -> str:
    """The share of all cases that is right in each column."""
    return table(
        ("", *_heads()),
        (
            (
                TAGGERS[tagger],
                *(decimal(figures.taggers[tagger].cases.get(figure_name(column, "right"))) for column in COLUMNS),
            )
            for tagger in present(figures)
        ),
    )


def phenomena_table(found: TaggerFigures) -> str:
    """How many cases one tagger has right in each column, by phenomenon."""
    return table(
        ("phenomenon", "cases", *_heads()),
        (
            (share.phenomenon, str(share.cases), *(str(share.right[column]) for column in COLUMNS))
            for share in found.phenomena
        ),
    )
