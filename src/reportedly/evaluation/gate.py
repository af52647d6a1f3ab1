"""The gate: measure the taggers on the gold data and hold the figures against pinned floors.

    reportedly-evaluate [--shared DIR] [--tagger model|rules] [--weights FILE] [--write]

Exit status: 0 all floors hold; 1 a figure is past its floor, or gold or weights are not those that were pinned;
2 there is no gold data here. `floors.json` is changed by hand only, and a floor is never lowered without a reason
in the commit that does it.
"""

import datetime
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import msgspec

from reportedly.config import Config
from reportedly.coreference.resolve import RESOLVERS
from reportedly.errors import GoldError, RunError
from reportedly.evaluation.baselines import Resolve
from reportedly.evaluation.cases import read_cases
from reportedly.evaluation.figures import Figures
from reportedly.evaluation.gold import digest, read_gold
from reportedly.evaluation.identity import measure_identity
from reportedly.evaluation.meantime import read_meantime
from reportedly.evaluation.measure import Gold, Read, measure
from reportedly.evaluation.page import page, save
from reportedly.evaluation.tracing import OURS, measure_tracing, read_events
from reportedly.pipeline import run
from reportedly.version import program
from reportedly.weights import digest as digest_of_weights

NEWS, WHO, CASES = "corpora/polnear.dev.jsonl", "corpora/who.dev.jsonl", "cases/cases.jsonl"
MEANTIME, TRACE = "corpora/meantime_en.jsonl", "corpora/trace.dev.jsonl"
TAGGERS = ("model", "rules")


class Floors(msgspec.Struct, frozen=True):
    """What was pinned: digests of the gold files and of the weights (null: not pinned yet), and for each tagger the
    least and the most that a figure may be, by its name in `docs/figures.json`."""

    gold: Mapping[str, str]
    weights: str | None
    at_least: Mapping[str, Mapping[str, float]]
    at_most: Mapping[str, Mapping[str, float]]


def open_floors(path: Path) -> Floors:
    """Read `floors.json`; raises GoldError when it is missing or of another shape."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except (OSError, msgspec.MsgspecError) as error:
        raise GoldError(f"{path}: {error}") from error


def open_gold(shared: Path, pinned: Mapping[str, str]) -> Gold:
    """Read the gold files; raises GoldError when one is missing or its digest is not the pinned one. Those over many
    documents may be missing, as long as no floor is pinned on them."""
    names = (NEWS, WHO, CASES, *(name for name in (MEANTIME, TRACE) if name in pinned or (shared / name).exists()))
    digests = {name: digest(shared / name) for name in names}
    for name, found in digests.items():
        if pinned.get(name, found) != found:
            raise GoldError(f"{shared / name} is not the file that the floors were pinned on: {found}")
    news, who = tuple(read_gold(shared / NEWS)), tuple(read_gold(shared / WHO))
    texts = {whole.document.id: whole.document.text for whole in news}
    for whole in who:
        if texts.get(whole.document.id) != whole.document.text:
            raise GoldError(f"{shared / WHO}: {whole.document.id} is no document of {NEWS}")
    articles = tuple(read_meantime(shared / MEANTIME)) if MEANTIME in digests else ()
    events = tuple(read_events(shared / TRACE)) if TRACE in digests else ()
    return Gold(news, who, tuple(read_cases(shared / CASES)), digests, articles, events)


def evaluate(
    gold: Gold,
    taggers: Sequence[str],
    read: Read,
    resolvers: Mapping[str, Resolve],
    weights_digest: str | None,
    weights: Path | None = None,
) -> Figures:
    """Measure each of `taggers`, and `resolvers` beside the real one on what it finds; `weights_digest` is the
    model's, None when it does not run; `weights` its file."""
    place = str(weights) if weights else None
    first = Config(tagger=taggers[0], weights=place)
    return Figures(
        date=datetime.date.today().isoformat(),
        program=program(),
        weights=weights_digest,
        gold=gold.digests,
        documents=len(gold.news),
        layered=len(gold.who),
        unanchored=sum(whole.unanchored for whole in gold.who),
        cases=len(gold.cases),
        taggers={tagger: measure(gold, read, Config(tagger=tagger, weights=place), resolvers) for tagger in taggers},
        actors=measure_identity(gold.articles, read, first) if gold.articles else None,
        tracing=measure_tracing(gold.events, read, first) if gold.events else None,
    )


def _named(figures: Figures, tagger: str) -> dict[str, float]:
    """All figures of a tagger by the names that floors use: the cases' begin with `cases_`; the first tagger's also
    with `actors_`, those of identities, and `statements_`, those of tracing."""
    found = figures.taggers[tagger]
    named = {**found.corpus, **{"cases_" + name: figure for name, figure in found.cases.items()}}
    if figures.actors and tagger == next(iter(figures.taggers)):
        linked = figures.actors.linked
        named |= {"actors_f1": linked.f1, "actors_precision": linked.precision, "actors_found": figures.actors.found}
    if figures.tracing and tagger == next(iter(figures.taggers)):
        tracing = figures.tracing
        named |= {"statements_gold_f1": tracing.gold[OURS].f1, "statements_f1": tracing.end_to_end[OURS].f1}
    return named


def breaches(figures: Figures, floors: Floors) -> Iterator[str]:
    """Yield a line for each figure past its floor, each pinned figure that was not measured, and foreign weights."""
    if floors.weights and figures.weights and figures.weights != floors.weights:
        yield f"the weights are {figures.weights}, the floors were pinned on {floors.weights}"
    for tagger in figures.taggers:
        named = _named(figures, tagger)
        for bounds, sign, words in ((floors.at_least, 1, "below the floor"), (floors.at_most, -1, "above the ceiling")):
            for name, bound in bounds.get(tagger, {}).items():
                figure = named.get(name)
                if figure is None:
                    yield f"{tagger} {name}: pinned at {bound} but not measured"
                elif sign * figure < sign * bound:
                    yield f"{tagger} {name}: {figure:.4f} is {words} of {bound}"


def project_root() -> Path:
    """The checkout that this package runs from, or else the working directory."""
    above = Path(__file__).resolve().parents[3]
    return above if (above / "pyproject.toml").is_file() else Path.cwd()


@click.command()
@click.option("--shared", type=click.Path(path_type=Path), help="Folder of gold data [default: beside the project].")
@click.option("--tagger", type=click.Choice(TAGGERS), help="Measure this tagger alone.")
@click.option(
    "--weights", type=click.Path(path_type=Path, exists=True), help="Measure this file; floors are not applied."
)
@click.option("--write", is_flag=True, help="Write docs/figures.json and all that is made from it.")
def main(shared: Path | None, tagger: str | None, weights: Path | None, write: bool) -> None:
    """Measure Reportedly on the gold data and hold the figures against the pinned floors."""
    if write and (tagger or weights):
        raise click.UsageError("--write is for both taggers as they ship: leave --tagger and --weights out")
    root = project_root()
    shared = shared or root.parent / "shared"
    if not shared.is_dir():
        click.echo(f"no gold data at {shared}; name its folder with --shared", err=True)
        sys.exit(2)
    try:
        floors = open_floors(Path(__file__).with_name("floors.json"))
        gold = open_gold(shared, floors.gold)
        digest_found = None if tagger == "rules" else digest_of_weights(weights)
        figures = evaluate(gold, (tagger,) if tagger else TAGGERS, run, RESOLVERS, digest_found, weights)
    except RunError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(page(figures))
    if write:
        save(figures, root)
    failed = [] if weights else list(breaches(figures, floors))
    for line in failed:
        click.echo(line, err=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
