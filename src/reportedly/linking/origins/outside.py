"""A document's own words: what its writer put around quotations and reports, cut into what can be compared.

Many reporters hear one speech, so equal quotations say nothing of who copied whom; equal words of the writers do. What
is compared is therefore a document without its quotations and without the content of its reports: runs of words that
stand between them, cut into overlapping shingles.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportedly.linking.statements.wording import UNKNOWN, idf_table
from reportedly.span import Span
from reportedly.text.quotes import quotations
from reportedly.text.sentences import sentences

WORD = re.compile(r"\w+(?:[’'‘]\w+)*")
BEGINS = re.compile(r"[.!?:\n“\"][ ”\"]*$")
FIVE = 5  # words of a shingle that tells the same copy: robust against edits (shared/design/tracing.md)
EIGHT = 8  # words of one that two writers hardly ever put alike by chance (the same)
FOUR = 4  # names and numbers in a row, other words between them
TELLING = 3.9  # idf from which a word tells something: "could", "even", "told" have less
FEWEST_WORDS = 6  # telling words of a sentence that can be told again: headlines, dates and links have fewer


class Sentence(NamedTuple):
    """One sentence of a writer: the places of its first and last word, its telling words, its pairs of neighbours."""

    first: int
    last: int
    words: frozenset[str]
    twos: frozenset[str]


class Outside(NamedTuple):
    """A document's words outside quotations and reports.

    Word i stands from `starts[i]` to `ends[i]`, words inside quotations counted too; `fives` and `eights` lead from a
    shingle to the first word where it begins. `names` are the places of names and numbers outside quotations, and
    `fours` lead from four of them to the first place in `names` where they begin. `twos` are pairs of telling words
    with only others between them in a sentence.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    fives: dict[str, int]
    eights: dict[str, int]
    names: tuple[int, ...]
    fours: dict[str, int]
    twos: frozenset[str]
    sentences: tuple[Sentence, ...]

    def stretch(self, first: int, last: int) -> Span:
        """From one word to another."""
        return Span(self.starts[first], self.ends[last])

    def without(self, grams: Set[str]) -> "Outside":
        """The same without these shingles of any size, and without sentences that mostly consist of them."""
        kept = tuple(one for one in self.sentences if 2 * len(one.twos & grams) <= len(one.twos))
        fives, eights, fours = (
            {gram: place for gram, place in held.items() if gram not in grams}
            for held in (self.fives, self.eights, self.fours)
        )
        return self._replace(fives=fives, eights=eights, fours=fours, twos=self.twos - grams, sentences=kept)

    @property
    def grams(self) -> frozenset[str]:
        """All its shingles; those of different sizes are never equal."""
        return self.twos.union(self.fives, self.eights, self.fours)


def outside(text: str, statements: Iterable[Span] = ()) -> Outside:
    """What of a text is compared; `statements` are the content spans of its reports, in any order."""
    quoted = [quotation.span for quotation in quotations(text) if not quotation.nested]
    left_out = _union((*quoted, *statements))
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    runs: list[list[int]] = [[]]
    names: list[int] = []
    place = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        while place < len(left_out) and left_out[place].end <= start:
            place += 1
        if place < len(left_out) and left_out[place].start < end:
            if runs[-1]:
                runs.append([])
        else:
            runs[-1].append(len(starts))
            if _is_name(text, start):
                names.append(len(starts))
        starts.append(start)
        ends.append(end)
        words.append(plain(match[0]))
    pieces = [words[run[0] : run[-1] + 1] for run in runs if run]
    begins = [run[0] for run in runs if run]
    named = [words[name] for name in names]
    told = tuple(_sentences(text, runs, starts, words))
    return Outside(
        tuple(starts), tuple(ends), _grams(pieces, begins, FIVE), _grams(pieces, begins, EIGHT), tuple(names),
        _grams([named], [0], FOUR), frozenset().union(*(one.twos for one in told)), told,
    )  # fmt: skip


@lru_cache(maxsize=20_000)  # the words of news come back
def plain(word: str) -> str:
    """The word as it is compared: compatibility forms, case and apostrophes folded."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("‘", "'")


def _is_name(text: str, start: int) -> bool:
    """Whether the word there is a number, or has a capital that no beginning of a sentence gives it."""
    first = text[start]
    if not first.isupper():
        return first.isdigit()
    return start > 0 and BEGINS.search(text, max(0, start - 4), start) is None


def _union(spans: Iterable[Span]) -> list[Span]:
    """The spans in text order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _grams(runs: Sequence[Sequence[str]], begins: Sequence[int], size: int) -> dict[str, int]:
    """Each shingle of the runs, with the place where it first begins; `begins` are those of the runs' first words."""
    found: dict[str, int] = {}
    for run, begin in zip(runs, begins, strict=True):
        for place, gram in enumerate(zip(*(run[step:] for step in range(size)), strict=False), begin):
            found.setdefault(" ".join(gram), place)
    return found


def _sentences(
    text: str, runs: Iterable[Sequence[int]], starts: Sequence[int], words: Sequence[str]
) -> Iterable[Sentence]:
    """The sentences with enough telling words outside quotations."""
    table = idf_table()
    limits = [span.end for span in sentences(text)]
    found: dict[int, list[list[int]]] = {}  # by sentence, the telling words of each run
    number = 0
    for run in runs:
        fresh = True
        for place in run:
            while number < len(limits) and limits[number] <= starts[place]:
                number += 1
                fresh = True
            if table.get(words[place], UNKNOWN) >= TELLING:
                parts = found.setdefault(number, [])
                if fresh or not parts:
                    parts.append([])
                    fresh = False
                parts[-1].append(place)
    for parts in found.values():
        telling = frozenset(words[place] for part in parts for place in part)
        if len(telling) >= FEWEST_WORDS:
            twos = frozenset(f"{words[left]} {words[right]}" for part in parts for left, right in pairwise(part))
            yield Sentence(parts[0][0], parts[-1][-1], telling, twos)
