"""Figures of one run of the gate, and the tables that are made from them.

`docs/figures.json` holds the run; `docs/figures.md` and the block in the README are made from it, never by hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from reportedly.errors import GoldError
from reportedly.evaluation.cases import Share
from reportedly.evaluation.metrics import Bin

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


class TaggerFigures(msgspec.Struct, frozen=True):
    """What one tagger reached: `corpus` and `cases` map a metric's name to its figure."""

    corpus: Mapping[str, float]
    cases: Mapping[str, float]
    phenomena: tuple[Share, ...]
    calibration: tuple[Bin, ...]


class Figures(msgspec.Struct, frozen=True):
    """One run of the gate. `date` is ISO; `weights` is the digest of the model, null when only rules ran;
    `gold` maps each gold file, relative to the shared folder, to its digest; `taggers` are "model" and "rules"."""

    date: str
    program: str
    weights: str | None
    gold: Mapping[str, str]
    documents: int
    cases: int
    taggers: Mapping[str, TaggerFigures]


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


def _present(figures: Figures) -> list[str]:
    return [tagger for tagger in TAGGERS if tagger in figures.taggers]


def field_table(figures: Figures) -> str:
    """Fields of matched reports, on the layered part of the corpus and on the cases; none for what none carries."""
    columns = [
        (
            f"{place}, {tagger}",
            {name[len(prefix) :]: figure for name, figure in found.items() if name.startswith(prefix)},
        )
        for tagger in _present(figures)
        for place, prefix, found in (
            ("news", "who_", figures.taggers[tagger].corpus),
            ("cases", "field_", figures.taggers[tagger].cases),
        )
    ]
    return table(
        ("", *(title for title, _ in columns)),
        (
            (title, *(decimal(found.get(name)) for _, found in columns))
            for name, title in FIELDS.items()
            if any(name in found for _, found in columns)
        ),
    )


def calibration_table(figures: Figures) -> str:
    """Confidence beside the share that is right, by decile of confidence."""
    lines = [
        (tagger, str(place), str(group.size), decimal(group.confidence), decimal(group.right))
        for tagger in _present(figures)
        for place, group in enumerate(figures.taggers[tagger].calibration, start=1)
    ]
    return table(("tagger", "decile", "reports", "mean confidence", "right"), lines)


def phenomena_table(figures: Figures) -> str:
    """Cases that are read wholly right, by phenomenon, the model's column first."""
    taggers = _present(figures)
    shares = {tagger: {share.phenomenon: share for share in figures.taggers[tagger].phenomena} for tagger in taggers}
    names = sorted({name for found in shares.values() for name in found})
    whole = tuple(decimal(figures.taggers[tagger].cases.get("right")) for tagger in taggers)
    return table(
        ("phenomenon", "cases", *taggers),
        (
            ("**all cases**", str(figures.cases), *whole),
            *(
                (
                    name,
                    str(max(found[name].cases for found in shares.values() if name in found)),
                    *(str(shares[tagger][name].right) if name in shares[tagger] else "" for tagger in taggers),
                )
                for name in names
            ),
        ),
    )


def _calibration_words(figures: Figures) -> str:
    return "; ".join(
        f"{tagger} {decimal(figures.taggers[tagger].corpus.get('calibration'))}"
        f" ({decimal(figures.taggers[tagger].corpus.get('calibration_tenths'))} over ten equal steps of confidence)"
        for tagger in _present(figures)
    )


def page(figures: Figures) -> str:
    """`docs/figures.md`."""
    gold = "\n".join(f"- `{name}` {digest}" for name, digest in sorted(figures.gold.items()))
    weights = f"weights `{figures.weights}`" if figures.weights else "no model"
    return f"""<!-- made by reportedly-evaluate --write; do not edit -->
# Figures

Measured on {figures.date} with reportedly {figures.program}, {weights}, on the gold files
{gold}

## Spans and relations: PolNeAR dev, {figures.documents} documents
F1. The first three columns count spans whose start and end are exact.

{corpus_table(figures)}

## Contents alone
A content is found when it shares at least half its characters with a gold one, whoever is credited.

{content_table(figures)}

## Fields of matched reports
News: the part of PolNeAR dev that carries actors and chains. What no report carries yet has no line.

{field_table(figures)}

## Confidence
Expected calibration error of "relation right at .5": {_calibration_words(figures)}.

{calibration_table(figures)}

## Behaviour cases
A case is right when its top-level reports are found with contents at .8, sources and cues, and nothing else is.

{phenomena_table(figures)}
"""


def block(figures: Figures) -> str:
    """What stands between the README's markers, markers included."""
    shares = ", ".join(
        f"{tagger} {figures.taggers[tagger].cases['right']:.0%}"
        for tagger in _present(figures)
        if "right" in figures.taggers[tagger].cases
    )
    return (
        f"{BEGIN}\n{corpus_table(figures)}\n\n"
        f"F1 on the {figures.documents} documents of PolNeAR dev, {figures.date}."
        f" Of {figures.cases} behaviour cases read wholly right: {shares}."
        " More in [docs/figures.md](docs/figures.md).\n"
        f"{END}"
    )


def fill(readme: str, figures: Figures) -> str:
    """The README with its block made anew; raises ValueError when it has no markers."""
    head, begin, rest = readme.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} ... {END}")
    return head + block(figures) + tail


def load(path: Path) -> Figures:
    """Read `docs/figures.json`; raises GoldError when it is missing or of another shape."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Figures)
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}; run reportedly-evaluate --write") from error
    except msgspec.MsgspecError as error:
        raise GoldError(f"{path}: {error}") from error


def save(figures: Figures, root: Path) -> None:
    """Write `docs/figures.json`, `docs/figures.md` and the block in the README, if it has one, under `root`."""
    docs = root / "docs"
    docs.mkdir(exist_ok=True)
    encoded = msgspec.json.format(msgspec.json.encode(figures, order="sorted"), indent=1)
    (docs / "figures.json").write_bytes(encoded + b"\n")
    (docs / "figures.md").write_text(page(figures), encoding="utf-8")
    readme = root / "README.md"
    if readme.exists() and BEGIN in (words := readme.read_text(encoding="utf-8")):
        readme.write_text(fill(words, figures), encoding="utf-8")
