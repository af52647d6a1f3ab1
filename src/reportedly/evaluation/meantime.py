"""MEANTIME: Wikinews articles whose people and bodies carry one identity over all documents.

The corpus is tokenised ("said ." and `` for a quotation mark); here its tokens are put together again as they were
printed, so that the program reads what it is made for. Every gold span moves along.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from reportedly.errors import GoldError
from reportedly.evaluation.gold import rows
from reportedly.records import Document
from reportedly.span import Span

MARKS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}
CLOSING = re.compile(r"[.,;:?!%)\]”]|'s|’s|'|n't|'(?:re|ve|ll|d|m)", re.I)  # no space before these
OPENING = frozenset("“ ( [ $ £ # US$".split())  # nor behind these
TOKEN = re.compile(r"\S+|\n")


class GoldMention(NamedTuple):
    """Where a document mentions a gold entity; `entity` is its identity over documents."""

    span: Span
    entity: str


class Article(msgspec.Struct, frozen=True):
    """A document and its mentions of people and bodies; `sources`: the entities that are agents of gold speech."""

    document: Document
    mentions: tuple[GoldMention, ...]
    sources: frozenset[str]


def printed(tokenised: str) -> tuple[str, list[int]]:
    """The text as it was printed, and where each of its tokens' characters has gone: `places[i]` is the new offset
    of the old character `i`, or that of the next which is left.

    >>> printed("`` No , '' she said .")[0]
    '“No,” she said.'
    """
    made: list[str] = []
    places: list[int] = []
    length, glued = 0, True
    for match in TOKEN.finditer(tokenised):
        token = MARKS.get(match[0], match[0])
        closing = CLOSING.fullmatch(token) is not None
        gap = "" if glued or closing or token == "\n" else " "
        places += [length + len(gap)] * (match.start() - len(places))
        places += [length + len(gap) + min(at, len(token) - 1) for at in range(len(match[0]))]
        made.append(gap + token)
        length += len(gap) + len(token)
        glued = token == "\n" or token in OPENING
    places += [length] * (len(tokenised) + 1 - len(places))
    return "".join(made), places


def read_meantime(path: Path) -> Iterator[Article]:
    """Yield the articles of `meantime_en.jsonl` in order; raises GoldError when it is missing or of another shape."""
    for row in rows(path):
        try:
            yield _article(row, path)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise GoldError(f"{path}: document {row.get('id')!r} is no gold: {error!r}") from error


def _article(row: dict[str, Any], path: Path) -> Article:
    text, places = printed(row["text"])
    people = [entity for entity in row["entities"] if entity["type"] in ("PER", "ORG")]
    mentions = [
        GoldMention(Span(places[start], places[end - 1] + 1), entity["instance"])
        for entity in people
        for start, end in entity["spans"]
    ]
    speech = {cue for cue, _ in row["slink"]}
    agents = {entity for event, entity, role in row["participants"] if event in speech and role == "Arg0"}
    document = Document(
        id=row["id"],
        text=text,
        origin=f"{path.name}#{row['id']}",
        url=row["url"],
        title=text.partition("\n")[0],
        outlet="Wikinews",
        published=next((timex["value"] for timex in row["timex"] if timex["dct"] == "CREATION_TIME"), None),
    )
    sources = frozenset(entity["instance"] for entity in people if entity["id"] in agents)
    return Article(document, tuple(sorted(mentions)), sources)
