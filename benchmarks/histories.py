"""Known histories laid over real articles: `python -m benchmarks.histories [--each N] [--seed N] [--read] [--alone]`.

Each history takes a report of a real article (PolNeAR train, gold spans) and has invented outlets print it: reprint a
wire, copy with edits, cut, reword, credit or not, or hear the same speech and write about it in other articles of the
corpus, all of one election campaign. Who had it from whom is known, so the edges and the count of origins can be
scored, kind by kind. The same seed gives the same table.
"""

import random
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.history_kinds import AGENCY, KINDS, Article, Base, History, Kind, bases
from reportedly import pipeline
from reportedly.config import Config
from reportedly.linking.origins.lineage import Lineage, lineage
from reportedly.linking.origins.newsrooms import meanings, newsroom
from reportedly.linking.origins.outside import WORD
from reportedly.linking.origins.standing import Elsewhere
from reportedly.linking.origins.stories import Telling
from reportedly.records import Document, DocumentHead, Link, Passage, Provenance, Report
from reportedly.span import Span

CORPUS = Path("/work/shared/corpora/polnear.train.jsonl")
START = datetime(2031, 3, 10, 6)
LEAD = re.compile(r",” (.{1,60}?)(?= at | in |[,.\n])")


def telling(article: Article, name: str, *, by_day: bool) -> Telling:
    """The article as a document and its report, spans given."""
    links = [Link("publisher", article.outlet)]
    text = "LISK (OPA) - " if article.signed == "dateline" else ""
    if text:
        links.append(Link("outlet", "OPA", (Span(6, 9),)))
    text += article.words.before
    content = Span(len(text), len(text) + len(article.words.content))
    text += article.words.content
    text += article.words.after
    if article.link:
        role, called = article.link
        start = text.index(called, content.end)
        links.append(Link(role, called, (Span(start, start + len(called)),)))
    if article.signed == "last":
        text += "\nSource: OPA"
        links.append(Link("outlet", "OPA", (Span(len(text) - 3, len(text)),)))
    at = START + timedelta(hours=article.hours)
    published = (START.date() if by_day else at).isoformat()
    byline = ("Lev Brandt, OPA",) if article.signed == "byline" else ()
    credit = AGENCY if article.signed == "credit" else None
    document = Document(
        f"d:{name}", text, name, outlet=article.outlet, byline=byline, published=published, credit=credit
    )
    return Telling(report_of(document, content, links), document)


def report_of(document: Document, content: Span, links: Sequence[Link]) -> Report:
    """A report of the statement, as a careful reader would have it."""
    head = DocumentHead(document.id, document.origin, None, None, document.outlet, document.byline, document.published)
    words = Passage(content.of(document.text), (content,))
    lead = LEAD.match(document.text, content.end)  # source and cue in one, where the generator put them
    cue = Passage(lead[1], (Span(*lead.span(1)),)) if lead else None
    return Report(
        id=f"r:{document.id}", document=head, kind="direct", source=None, cue=cue, content=words, actor=None,
        chain=tuple(links), when=None, occasion=None, parent=None, stance=None, confidence=1.0,
        provenance=Provenance("benchmark", "none"),
    )  # fmt: skip


def read(tellings: Sequence[Telling]) -> list[Telling]:
    """The same with what the program reads of it, by the rules' tagger: the chain, and where the other reports stand.

    Where it finds no report of the statement, only what the document as a whole credits is known.
    """
    found = []
    documents = [telling.document for telling in tellings]
    for given, (_, reports) in zip(tellings, pipeline.run(documents, Config(tagger="rules")), strict=True):
        (content,) = given.report.content.spans
        near = [one for one in reports if any(content.overlaps(span) for span in one.content.spans)]
        spans = tuple(sorted(span for one in reports if one.kind != "indirect" for span in one.content.spans))
        links = near[0].chain if near else [Link("publisher", given.document.outlet or "")]
        found.append(Telling(report_of(given.document, content, links), given.document, spans))
    return found


class Score(NamedTuple):
    """One history: true, found and right edges; true, found and expected origins."""

    true: int
    found: int
    right: int
    undirected: int
    origins: int
    counted: int
    expected: float


def _meant(name: str, outside: Sequence[str]) -> str:
    """The outlet outside the ledger that a name means."""
    return newsroom((*meanings(name, outside), name)[0])


class Manner(NamedTuple):
    """How histories are put to the program: its own reading of the articles, and the ledger's other articles too."""

    reading: bool = False
    elsewhere: bool = True


def elsewhere(history: History) -> Elsewhere:
    """The articles without the statement, found by a passage as the ledger finds them: by its words in a row."""
    documents = [
        Document(f"d:other {place}", "".join(article.words), "other", outlet=article.outlet,
                 published=(START + timedelta(hours=article.hours)).isoformat())
        for place, article in enumerate(history.elsewhere)
    ]  # fmt: skip
    texts = [_row(document.text) for document in documents]

    def find(passages: Sequence[str]) -> list[Document]:
        rows = [_row(passage) for passage in passages]
        return [document for document, text in zip(documents, texts, strict=True) if any(row in text for row in rows)]

    return find


def _row(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "


def score(history: History, chance: random.Random, manner: Manner) -> Score:
    """How the lineage that is found compares with what happened."""
    names = chance.sample(range(1000), len(history.articles))  # the order of ids says nothing
    tellings = [
        telling(article, str(name), by_day=history.by_day)
        for article, name in zip(history.articles, names, strict=True)
    ]
    others = history if manner.elsewhere else history._replace(elsewhere=())
    found: Lineage = lineage("s:1", read(tellings) if manner.reading else tellings, elsewhere(others))
    true = set()
    for article, name in zip(history.articles, names, strict=True):
        if article.parent is not None:
            true.add((f"d:{name}", f"d:{names[article.parent]}"))
        elif article.outside:
            true.add((f"d:{name}", newsroom(article.outside)))
    outside = [article.outside for article in history.articles if article.outside]
    edges = {(edge.document, edge.to_document or _meant(edge.to_name or "", outside)) for edge in found.edges}
    either = sum(frozenset(edge) in {frozenset(pair) for pair in true} for edge in edges)
    return Score(
        len(true), len(edges), len(true & edges), either, history.origins, found.origins, found.origins_expected
    )


def run(base: Sequence[Base], kind: Kind, each: int, chance: random.Random, manner: Manner) -> list[Score]:
    """The scores of so many histories of one kind."""
    return [score(kind(chance, chance.sample(base, 7)), chance, manner) for _ in range(each)]


def line(name: str, scores: Sequence[Score]) -> str:
    """A row of the table."""
    true, found, right, either = (sum(getattr(one, field) for one in scores)
                                  for field in ("true", "found", "right", "undirected"))  # fmt: skip
    f1 = f"{2 * right / (true + found):.3f}" if true else f"({found} false)"
    loose = f"{2 * either / (true + found):.3f}" if true else ""
    exact = statistics.mean(one.counted == one.origins for one in scores)
    error = statistics.mean(abs(one.counted - one.origins) for one in scores)
    bias = statistics.mean(one.counted - one.origins for one in scores)
    off = statistics.mean(abs(one.expected - one.origins) for one in scores)
    return f"| {name} | {len(scores)} | {true} | {f1} | {loose} | {exact:.0%} | {error:.2f} | {bias:+.2f} | {off:.2f} |"


def table(base: Sequence[Base], each: int, seed: int, manner: Manner) -> Iterator[str]:
    """The table, line by line, and where it breaks."""
    yield "| history | n | edges | edge F1 | either way | origins exact | error | bias | error of expected |"
    yield "|---|---|---|---|---|---|---|---|---|"
    broken = []
    for name, kind in KINDS.items():
        scores = run(base, kind, each, random.Random(f"{seed} {name}"), manner)
        yield line(name, scores)
        if statistics.mean(one.counted == one.origins for one in scores) < 0.9:
            broken.append(name)
    yield ""
    yield "Breaks (count of origins right in fewer than nine of ten): " + ("; ".join(broken) or "nowhere")


@click.command(help=__doc__.splitlines()[0] if __doc__ else None)
@click.option("--each", default=30, help="Histories of each kind.")
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), default=CORPUS)
@click.option("--seed", default=1)
@click.option("--read", "reading", is_flag=True, help="Find the reports with the rules' tagger, not given.")
@click.option("--alone", is_flag=True, help="Without the ledger's other articles: standing text is not known.")
def main(each: int, corpus: Path, seed: int, reading: bool, alone: bool) -> None:
    began = time.perf_counter()
    base = bases(corpus)
    for text in table(base, each, seed, Manner(reading, not alone)):
        click.echo(text)
    click.echo(f"{each * len(KINDS)} histories over {len(base)} articles, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
