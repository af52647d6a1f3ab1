"""What readers see of the figures: `docs/figures.md` and a block in the README, never edited by hand."""

from pathlib import Path

import msgspec

from reportedly.evaluation import tables
from reportedly.evaluation.figures import Figures

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


def _phenomena(figures: Figures) -> str:
    return "".join(
        f"\n### By phenomenon: {tagger}\n\n{tables.phenomena_table(figures.taggers[tagger])}\n"
        for tagger in tables.present(figures)
    )


def _actors(figures: Figures) -> str:
    if figures.actors is None:
        return ""
    return f"""
## Actors over documents: MEANTIME, {figures.actors.documents} articles
B3 over {figures.actors.items} actors, each credited in one article, of {figures.actors.entities} people and bodies:
read from the text, linked, and compared with gold identities. Of the gold's speakers,
{tables.decimal(figures.actors.found)} are among them.

{tables.identity_table(figures.actors)}
"""


def _tracing(figures: Figures) -> str:
    if figures.tracing is None:
        return ""
    return f"""
## One statement in several outlets: trace.dev, {figures.tracing.events} events
Pairs of reports in different documents that render one statement, {figures.tracing.pairs} in gold. End to end the units
are claims, as gold's are, and the pairs counted are those of which gold knows both; the last column counts every pair,
those that gold says nothing of as wrong. The weights were fitted by leaving each event out; the rules' constants were
chosen on the same events.

{tables.tracing_table(figures.tracing)}
"""


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

{tables.corpus_table(figures)}

## Contents alone
A content is found when it shares at least half its characters with a gold one, whoever is credited.

{tables.content_table(figures)}

## Who, through whom, when: {figures.layered} of these documents
Actor and actor kind: the share that is right of matched reports whose actor is known. The lines of simpler resolvers
credit the same attributions otherwise: without carrying a speaker on, by surname alone, by the nearest name before.
Nested attributions of the gold that are left out, as their words are not where gold puts them: {figures.unanchored}.

{tables.actor_table(figures, tables.present(figures))}
{_actors(figures)}{_tracing(figures)}
## Confidence
Expected calibration error of "relation right at .5": {tables.calibration_words(figures)}.

{tables.calibration_table(figures)}

## Behaviour cases
Of {figures.cases} cases. Relations are right when the top-level reports are found with contents at .8, sources and
cues, and nothing else is. A case is right in another column when all its reports are found, nested ones included, with
contents at .5, and the field of each is right; a case without reports when nothing is found.

{tables.case_table(figures)}

Fields of matched reports, one by one:

{tables.field_table(figures)}
{_phenomena(figures)}"""


def block(figures: Figures) -> str:
    """What stands between the README's markers, markers included; baselines of the first tagger alone."""
    return f"""{BEGIN}
{tables.corpus_table(figures)}

F1 of spans and relations on the {figures.documents} documents of PolNeAR dev, {figures.date}.

{tables.actor_table(figures, tables.present(figures)[:1])}

Who, through whom and when, on the {figures.layered} of them that were annotated for it.

{tables.case_table(figures)}

Share of {figures.cases} behaviour cases that is wholly right in a column. More in [docs/figures.md](docs/figures.md).
{END}"""


def fill(readme: str, figures: Figures) -> str:
    """The README with its block made anew; raises ValueError when it has no markers."""
    head, begin, rest = readme.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} ... {END}")
    return head + block(figures) + tail


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
