"""Passages that one document takes over from another, outside of what both quote.

Many reporters hear one speech, so equal quotations say nothing of who copied whom; equal words of the writers do. What
is compared is therefore a document without its quotations and without the content of its reports: runs of words that
stand between them, cut into overlapping shingles.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from reportedly.span import Span
from reportedly.text.quotes import quotations

WORD = re.compile(r"\w+(?:[’'‘]\w+)*")
BEGINS = re.compile(r"[.!?:\n“\"][ ”\"]*$")
FIVE = 5  # words of a shingle that tells the same copy: robust against edits (shared/design/tracing.md)
EIGHT = 8  # words of one that two writers hardly ever put alike by chance (the same)
NEAR = 50  # words around a statement in which a passage belongs to it (the same)
SAME_COPY = 0.5  # share of the shorter document's 5-grams (the same)
# 5-grams that two must share to be called one copy: a run of fourteen words, since of two notes of three lines half is
# soon the same.
FEWEST_FIVES = 10
# Shared 8-grams near the statement: a run of twelve words, or several shorter ones. What leads in a quotation, "the
# prime minister of X, Y, told reporters in Z on Monday", has up to eleven.
FEWEST_EIGHTS = 5
# Names and numbers in a row, other words between them. Of the 72 pairs of outlets on one event in trace.dev none shares
# more than .074 of the shorter one's, and of 20,000 pairs of campaign news only copies (.68, .82) and one with the same
# note by the editor (.21) do.
FOUR = 4
REWORDED = 0.3
FEWEST_FOURS = 8
PROSE = 1.5  # words for each name in these rows: prose dense with names has two, a line-up or a table of results one
EVIDENCE = 8  # runs kept as evidence, the longest: enough for a reader


class Outside(NamedTuple):
    """A document's words outside quotations and reports.

    `spans[i]` is where word i stands, words inside quotations counted too; `fives` and `eights` lead from a shingle
    to the first place in `spans` where it begins. `names` are the places of names and numbers outside quotations, and
    `fours` lead from four of them to the first place in `names` where they begin.
    """

    spans: tuple[Span, ...]
    fives: dict[int, int]
    eights: dict[int, int]
    names: tuple[int, ...]
    fours: dict[int, int]


class Reuse(msgspec.Struct, frozen=True):
    """What two documents share outside of what they quote.

    `containment` is the share of the shorter one's 5-grams, `near` the number of rare 8-grams within 50 words of the
    statement in both, `named` the share of the shorter one's names and numbers, by four; `amount` how many words they
    share in such runs, or names if no words. `here` and `there` are the longest passages, side by side, in order of
    the left.
    """

    containment: float
    near: int
    named: float
    amount: int
    here: tuple[Span, ...]
    there: tuple[Span, ...]

    @property
    def is_same_copy(self) -> bool:
        """Whether the documents as wholes are one text, edited or cut."""
        return self.containment >= SAME_COPY

    @property
    def is_reworded(self) -> bool:
        """Whether one document tells the other's story in its order, in other words."""
        return self.named >= REWORDED


class _Run(NamedTuple):
    """So many equal words, from one place in each."""

    left: int
    right: int
    words: int


def shingles(text: str, statements: Sequence[Span] = ()) -> tuple[int, ...]:
    """The 8-grams of a text outside quotations and `statements`, as signed 64-bit numbers, each once and in order.

    They are the same in every run and on every machine, for an index of how many documents have each.
    """
    return tuple(sorted(outside(text, statements).eights))


def outside(text: str, statements: Sequence[Span] = ()) -> Outside:
    """What of a text is compared; `statements` are the content spans of its reports, in any order."""
    quoted = [quotation.span for quotation in quotations(text) if not quotation.nested]
    left_out = _union((*quoted, *statements))
    spans: list[Span] = []
    words: list[str] = []
    runs: list[list[int]] = [[]]
    names: list[int] = []
    place = 0
    for match in WORD.finditer(text):
        while place < len(left_out) and left_out[place].end <= match.start():
            place += 1
        if place < len(left_out) and left_out[place].start < match.end():
            runs.append([])
        else:
            runs[-1].append(len(spans))
            if _is_name(text, match):
                names.append(len(spans))
        spans.append(Span(*match.span()))
        words.append(_plain(match[0]))
    named = [words[name] for name in names]
    fours = _grams(named, [range(len(names))], FOUR)
    return Outside(tuple(spans), _grams(words, runs, FIVE), _grams(words, runs, EIGHT), tuple(names), fours)


def reuse(
    left: Outside,
    right: Outside,
    left_statement: Sequence[Span],
    right_statement: Sequence[Span],
    common: Container[int] = frozenset(),
) -> Reuse | None:
    """What two documents share, if it is enough to say that one has it from the other, or both from a third.

    `common` are 8-grams (as `shingles` gives them) that stand in many documents of other statements: boilerplate and
    set phrases, which count for nothing near a statement.
    """
    fives = left.fives.keys() & right.fives.keys()
    containment = _share(fives, left.fives, right.fives) if len(fives) >= FEWEST_FIVES else 0.0
    near = _near(left, right, left_statement, right_statement, common)
    fours = left.fours.keys() & right.fours.keys()
    stretches = _runs(left.fours, right.fours, fours, FOUR)
    telling = len(fours) >= FEWEST_FOURS and _is_prose(left, right, stretches)
    named = _share(fours, left.fours, right.fours) if telling else 0.0
    if containment < SAME_COPY and near < FEWEST_EIGHTS and named < REWORDED:
        return None
    if containment >= SAME_COPY or near >= FEWEST_EIGHTS:
        runs = _runs(left.fives, right.fives, fives, FIVE)
        here, there = _evidence(left.spans, right.spans, runs)
        return Reuse(containment, near, named, sum(run.words for run in runs), here, there)
    here, there = _evidence(_named(left), _named(right), stretches)
    return Reuse(containment, near, named, len(fours), here, there)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a number, or has a capital that no beginning of a sentence gives it."""
    first = match[0][0]
    if not first.isupper():
        return first.isdigit()
    return BEGINS.search(text, max(0, match.start() - 4), match.start()) is None and match.start() > 0


def _is_prose(left: Outside, right: Outside, stretches: Sequence[_Run]) -> bool:
    """Whether names shared in a row stand in running text in both."""
    names = sum(run.words for run in stretches)
    here = sum(left.names[run.left + run.words - 1] - left.names[run.left] for run in stretches)
    there = sum(right.names[run.right + run.words - 1] - right.names[run.right] for run in stretches)
    return min(here, there) >= PROSE * names


def _share(shared: Set[int], left: Mapping[int, int], right: Mapping[int, int]) -> float:
    return len(shared) / max(1, min(len(left), len(right)))


def _near(
    left: Outside,
    right: Outside,
    left_statement: Sequence[Span],
    right_statement: Sequence[Span],
    common: Container[int],
) -> int:
    """How many 8-grams that are not common stand near the statement in both."""
    around_left, around_right = _around(left, left_statement), _around(right, right_statement)
    return sum(
        left.eights[gram] in around_left and right.eights[gram] in around_right and gram not in common
        for gram in left.eights.keys() & right.eights.keys()
    )


def _evidence(
    left: Sequence[Span], right: Sequence[Span], runs: Sequence[_Run]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The longest runs as spans of both texts, in order of the left."""
    longest = sorted(sorted(runs, key=lambda run: (-run.words, run.left))[:EVIDENCE])
    here = tuple(_stretch(left, run.left, run.words) for run in longest)
    return here, tuple(_stretch(right, run.right, run.words) for run in longest)


def _named(words: Outside) -> tuple[Span, ...]:
    return tuple(words.spans[place] for place in words.names)


def _plain(word: str) -> str:
    """The word as it is compared: compatibility forms, case and apostrophes folded."""
    folded = word if word.isascii() else unicodedata.normalize("NFKC", word)
    return folded.casefold().replace("’", "'").replace("‘", "'")


def _union(spans: Iterable[Span]) -> list[Span]:
    """The spans in text order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _grams(words: Sequence[str], runs: Iterable[Sequence[int]], size: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for run in runs:
        for place in range(len(run) - size + 1):
            found.setdefault(_number(words[run[place] : run[place] + size]), run[place])
    return found


def _number(words: Sequence[str]) -> int:
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _around(words: Outside, statement: Sequence[Span]) -> frozenset[int]:
    """The places at which an 8-gram begins that lies within NEAR words of the statement."""
    found: set[int] = set()
    for span in statement:
        first, last = (bisect_left(words.spans, end, key=lambda one: one.start) for end in (span.start, span.end))
        found.update(range(first - NEAR, last + NEAR - EIGHT + 1))
    return frozenset(found)


def _runs(left: Mapping[int, int], right: Mapping[int, int], shared: Iterable[int], size: int) -> list[_Run]:
    """The runs of equal words that the shared shingles of so many words make up, in order of the left text."""
    runs: list[_Run] = []
    begin = other = end = -1  # of the run so far, in the left text, in the right, and past its end in the left
    for at, there in sorted((left[gram], right[gram]) for gram in shared):
        if at >= end or at - begin != there - other:
            if end > begin:
                runs.append(_Run(begin, other, end - begin))
            begin, other = at, there
        end = at + size
    if end > begin:
        runs.append(_Run(begin, other, end - begin))
    return runs


def _stretch(spans: Sequence[Span], first: int, count: int) -> Span:
    return Span(spans[first].start, spans[first + count - 1].end)
