"""Gold attributions for training: PolNeAR-shaped JSON Lines and hand-written `.case` texts, as tokens and links."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly.attribution.encode import Encoded
from reportedly.attribution.labels import ROLES, Stretch
from reportedly.evaluation.casefile import read_cases
from reportedly.evaluation.gold import GoldActor, GoldDocument, GoldReport
from reportedly.records import Attribution, Document
from reportedly.span import Span
from reportedly.text.quotes import quotations

TEXTS = Path(__file__).parent / "texts"


class Relation(NamedTuple):
    """One top-level attribution."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Example(NamedTuple):
    """One training text; `headed` tells that its first line is its headline."""

    id: str
    text: str
    relations: tuple[Relation, ...]
    headed: bool


class Target(NamedTuple):
    """What a text should yield on its tokens: stretches in text order, and where each points (its place, or -1)."""

    stretches: list[Stretch]
    points: list[int]


def read_corpus(path: Path) -> Iterator[Example]:
    """PolNeAR-shaped lines: `text`, `title`, `reports` with `source`, `cue`, `content` as [start, end] lists."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            relations = tuple(
                Relation(*(tuple(Span(*span) for span in sorted(report[role])) for role in ROLES))
                for report in row["reports"]
                if report["content"]
            )
            title = (row.get("title") or "").strip()
            yield Example(row["id"], row["text"], relations, bool(title) and row["text"].startswith(title[:40]))


def read_texts(folder: Path) -> Iterator[Example]:
    """The top-level relations of hand-written texts."""
    for path in sorted(folder.glob("*.case")):
        for case in read_cases(path):
            relations = tuple(
                Relation(report.source, report.cue, report.content) for report in case.reports if report.parent is None
            )
            yield Example(case.id, case.text, relations, False)


def gold_texts(folder: Path) -> Iterator[GoldDocument]:
    """The hand-written texts as gold, nested attributions and actors with them."""
    for path in sorted(folder.glob("*.case")):
        for case in read_cases(path):
            reports = tuple(
                GoldReport(
                    report.number,
                    Attribution(report.source, report.cue, report.content, 1.0),
                    actor=GoldActor(report.actor, report.actor_kind or "") if report.actor else None,
                    parent=report.parent,
                )
                for report in case.reports
            )
            document = Document(
                id=case.id,
                text=case.text,
                origin=case.id,
                title=case.title,
                outlet=case.outlet,
                published=case.published,
            )
            yield GoldDocument(document, reports, frozenset(("actor",)))


def behead(example: Example) -> Example:
    """The text without its headline, and without the relations in it: most texts to be read come without one."""
    cut = example.text.find("\n")
    if not example.headed or cut < 0:
        return example
    while cut < len(example.text) and example.text[cut] == "\n":
        cut += 1

    def shift(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(span.start - cut, span.end - cut) for span in spans)

    relations = tuple(
        Relation(*map(shift, relation))
        for relation in example.relations
        if all(span.start >= cut for spans in relation for span in spans)
    )
    return Example(example.id, example.text[cut:], relations, False)


# Pairs of marks that news sites use; the last two swap single and double ones as British papers do.
STYLES = ('""', "“”", "«»", "»«", "„“", "„”", "‘’", "''")


def restyle(example: Example, style: str) -> Example:
    """The same text in other quotation marks, character for character."""
    characters = list(example.text)
    double_inside = style in ("‘’", "''")
    for quotation in quotations(example.text):
        start, end = quotation.span.start, quotation.span.end - 1
        if not quotation.regular or characters[end] == "'" != characters[start]:
            continue
        if quotation.single:
            left, right = ("“”" if style == "‘’" else '""') if double_inside and quotation.nested else (None, None)
        else:
            left, right = style[0], style[1]
            for at in range(start + 1, end):
                if characters[at] in '“"' and characters[at - 1] == "\n":
                    characters[at] = left
        if left and right:
            characters[start], characters[end] = left, right
    return example._replace(text="".join(characters))


def vary(example: Example, chance: random.Random) -> Example:
    """A copy as another outlet might print it: without headline, in other marks. Offsets stay right."""
    if chance.random() < 0.5:
        example = behead(example)
    if chance.random() < 0.3:
        example = restyle(example, chance.choice(STYLES))
    return example


def tokens_of(span: Span, encoded: Encoded) -> tuple[int, int] | None:
    """First and last token of which `span` holds at least half; None if there is none."""
    middle = (encoded.starts.astype(np.int64) + encoded.ends) / 2
    first = int(np.searchsorted(middle, span.start))
    last = int(np.searchsorted(middle, span.end)) - 1
    return (first, last) if first <= last else None


def target(example: Example, encoded: Encoded) -> Target:
    """Stretches and links on the tokens of `encoded`; of overlapping stretches the first in the text is kept."""
    numbered: dict[Stretch, int] = {}
    free: npt.NDArray[np.bool_] = np.ones(len(encoded.starts), dtype=np.bool_)

    def place(role: int, span: Span) -> Stretch | None:
        tokens = tokens_of(span, encoded)
        if tokens is None:
            return None
        stretch = Stretch(role, *tokens)
        if stretch not in numbered:
            if not free[stretch.first : stretch.last + 1].all():
                return None
            free[stretch.first : stretch.last + 1] = False
            numbered[stretch] = len(numbered)
        return stretch

    pointing: dict[Stretch, Stretch] = {}
    for relation in example.relations:
        sources = [found for span in relation.source if (found := place(0, span))]
        cues = [found for span in relation.cue if (found := place(1, span))]
        contents = [found for span in relation.content if (found := place(2, span))]
        for cue in cues:
            for source in sources[:1]:
                pointing[cue] = source
        for content in contents:
            for cue in cues[:1]:
                pointing[content] = cue
    ordered = sorted(numbered, key=lambda stretch: stretch.first)
    rank = {stretch: place for place, stretch in enumerate(ordered)}
    return Target(ordered, [rank[pointing[stretch]] if stretch in pointing else -1 for stretch in ordered])
