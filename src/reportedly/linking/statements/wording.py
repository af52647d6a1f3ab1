"""The words of a report's content as they are compared: how each is spelled does not count, only which they are."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from reportedly.span import Span

UNKNOWN = 9.6  # idf of a word that the table lacks: of one in two of its sentences (training/idf.py)
# A number, an abbreviation with full stops, a word (one that begins with a letter in brackets, as "[W]e", is one).
# What a bracket or an ellipsis does is told by itself.
PIECE = re.compile(
    r"(?P<cut>\[?\(?(?:…|\.\s?\.\s?\.)(?:\s?\.)?\)?\]?)"
    r"|(?P<word>(?:[^\W\d_]\.){2,8}|\d{1,20}(?:[.,:]\d{1,20}){0,8}|(?:\[[^\W\d_]\])?[^\W_]{1,60}(?:['’ʼ`][^\W\d_]{1,10})?)"
    r"|(?P<open>\[)"
)
APOSTROPHES = re.compile("[’ʼ`]")
INSERTED = 200  # characters that an insertion in brackets may have: a bracket that is never closed inserts nothing


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a content: normalised, where it stands (`start` to `end`), and its idf.

    `inserted`: it stands in square brackets, so it is the reporter's. `piece` counts the ellipses before it.
    """

    text: str
    start: int
    end: int
    weight: float
    inserted: bool
    piece: int

    @property
    def span(self) -> Span:
        """Where it stands in the content."""
        return Span(self.start, self.end)


class Wording(NamedTuple):
    """The words of a content in order; `weight` is their summed idf, without those inserted."""

    words: tuple[Word, ...]
    weight: float

    @property
    def key(self) -> str:
        """Equal for contents of the same words."""
        return " ".join(word.text for word in self.words)


@cache
def idf_table() -> dict[str, float]:
    """The idf of each word that the table has."""
    text = files("reportedly.linking.statements").joinpath("idf.txt").read_text(encoding="utf-8")
    table: dict[str, float] = {}
    for line in text.splitlines():
        weight, *words = line.split(" ")
        table.update(dict.fromkeys(words, float(weight)))
    return table


def idf(word: str) -> float:
    """How telling a normalised word is: 0.5 for "the", UNKNOWN where the table lacks it."""
    return idf_table().get(word, UNKNOWN)


def words_of(text: str) -> Iterator[Word]:
    """The words of any text in order."""
    table, piece, bracket = idf_table(), 0, -1
    for match in PIECE.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "word":
            word = _normal(match[0])
            yield Word(word, start, end, table.get(word, UNKNOWN), start < bracket, piece)
        elif kind == "cut":
            piece += 1
        elif kind == "open":
            bracket = max(bracket, text.find("]", end, end + INSERTED))


def _normal(word: str) -> str:
    if word.isascii():
        if word.isalnum():
            return word.lower()
    else:
        word = unicodedata.normalize("NFKC", word)
    return APOSTROPHES.sub("'", word.casefold().replace("[", "").replace("]", "")).removesuffix("'s")


@lru_cache(maxsize=20_000)  # contents come back when their neighbours are judged
def wording(text: str) -> Wording:
    """The words of a content: quotation marks, dashes, case and compatibility forms do not count.

    >>> [word.text for word in wording("“[W]e won’t — ever … pay [the banks]”").words]
    ['we', "won't", 'ever', 'pay', 'the', 'banks']
    """
    words = tuple(words_of(text))
    return Wording(words, sum(word.weight for word in words if not word.inserted))
