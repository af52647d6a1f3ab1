"""Passages that one document takes over from another, outside of what both quote: see `outside`."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import msgspec

from reportedly.linking.origins.outside import EIGHT, FIVE, FOUR, Outside
from reportedly.linking.origins.retold import Answer, answers
from reportedly.span import Span

NEAR = 50  # words around a statement in which a passage belongs to it (shared/design/tracing.md)
SAME_COPY = 0.5  # share of the shorter document's 5-grams (the same)
# 5-grams that two must share to be called one copy: a run of fourteen words, since of two notes of three lines half is
# soon the same.
FEWEST_FIVES = 10
# Shared 8-grams near the statement: a run of twelve words, or several shorter ones. What leads in a quotation, "the
# prime minister of X, Y, told reporters in Z on Monday", has up to eleven.
FEWEST_EIGHTS = 5
# Of the 72 pairs of outlets on one event in trace.dev none shares more than .074 of the shorter one's names in fours,
# and of 20,000 pairs of campaign news only copies (.68, .82) and one with the same note by the editor (.21) do.
REWORDED = 0.3
FEWEST_FOURS = 8
PROSE = 1.5  # words for each name in these rows: prose dense with names has two, a line-up or a table of results one
EVIDENCE = 8  # runs kept as evidence, the longest: enough for a reader


class Reuse(msgspec.Struct, frozen=True):
    """What two documents share outside of what they quote.

    `containment` is the share of the shorter one's 5-grams, `near` the number of 8-grams within 50 words of the
    statement in both; `named`, of no copies, is the share of the shorter one's names and numbers, by four, if it tells
    anything; where nothing does, `retold` is that of its sentences that the other tells too. `amount` is how much they
    share: rows of names, pairs of telling words, and of copies the 5-grams; who put one text into other words
    share small words by chance. `here` and `there` are the longest passages, side by side, in order of the left.
    """

    containment: float
    near: int
    named: float
    retold: float
    amount: int
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()

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


def reuse(
    left: Outside, right: Outside, left_statement: Sequence[Span], right_statement: Sequence[Span]
) -> Reuse | None:
    """What two documents share, if it is enough to say that one has it from the other, or both from a third.

    The passages themselves are still to be found: see `evidence`.
    """
    fives = left.fives.keys() & right.fives.keys()
    fours = left.fours.keys() & right.fours.keys()
    amount = len(fours) + len(left.twos & right.twos)
    containment = _share(fives, left.fives, right.fives) if len(fives) >= FEWEST_FIVES else 0.0
    near = _near(left, right, left_statement, right_statement)
    if containment >= SAME_COPY:
        return Reuse(containment, near, 0.0, 0.0, amount + len(fives))
    named = _share(fours, left.fours, right.fours) if len(fours) >= FEWEST_FOURS else 0.0
    if named < REWORDED or not _is_prose(left, right, _runs(left.fours, right.fours, FOUR)):
        named = 0.0
    if near >= FEWEST_EIGHTS or named:
        return Reuse(containment, near, named, 0.0, amount)
    retold = len(answers(left, right)) / max(1, min(len(left.sentences), len(right.sentences)))
    return Reuse(containment, near, 0.0, retold, amount) if retold else None


def evidence(left: Outside, right: Outside, found: Reuse) -> Reuse:
    """The same with the longest passages."""
    if found.is_reworded and found.near < FEWEST_EIGHTS:
        pairs = _named(left, right, _runs(left.fours, right.fours, FOUR))
    elif found.retold:
        pairs = _told(left, right, answers(left, right))
    else:
        pairs = _passages(left, right, _runs(left.fives, right.fives, FIVE))
    ordered = sorted(pairs)
    here, there = tuple(pair[0] for pair in ordered), tuple(pair[1] for pair in ordered)
    return msgspec.structs.replace(found, here=here, there=there)


def _is_prose(left: Outside, right: Outside, stretches: Sequence[_Run]) -> bool:
    """Whether names shared in a row stand in running text in both."""
    names = sum(run.words for run in stretches)
    here = sum(left.names[run.left + run.words - 1] - left.names[run.left] for run in stretches)
    there = sum(right.names[run.right + run.words - 1] - right.names[run.right] for run in stretches)
    return min(here, there) >= PROSE * names


def _share(shared: Set[str], left: Mapping[str, int], right: Mapping[str, int]) -> float:
    return len(shared) / max(1, min(len(left), len(right)))


def _near(left: Outside, right: Outside, left_statement: Sequence[Span], right_statement: Sequence[Span]) -> int:
    """How many 8-grams stand near the statement in both."""
    shared = left.eights.keys() & right.eights.keys()
    if not shared:
        return 0
    around_left, around_right = _around(left, left_statement), _around(right, right_statement)
    return sum(left.eights[gram] in around_left and right.eights[gram] in around_right for gram in shared)


def _around(words: Outside, statement: Sequence[Span]) -> frozenset[int]:
    """The places at which an 8-gram begins that lies within NEAR words of the statement."""
    found: set[int] = set()
    for span in statement:
        first, last = bisect_left(words.starts, span.start), bisect_left(words.starts, span.end)
        found.update(range(first - NEAR, last + NEAR - EIGHT + 1))
    return frozenset(found)


def _longest(runs: Sequence[_Run]) -> Sequence[_Run]:
    return sorted(runs, key=lambda run: (-run.words, run.left))[:EVIDENCE]


def _passages(left: Outside, right: Outside, runs: Sequence[_Run]) -> Iterator[tuple[Span, Span]]:
    for here, there, words in _longest(runs):
        yield left.stretch(here, here + words - 1), right.stretch(there, there + words - 1)


def _named(left: Outside, right: Outside, stretches: Sequence[_Run]) -> Iterator[tuple[Span, Span]]:
    for here, there, names in _longest(stretches):
        last = names - 1
        yield (
            left.stretch(left.names[here], left.names[here + last]),
            right.stretch(right.names[there], right.names[there + last]),
        )


def _told(left: Outside, right: Outside, told: Sequence[Answer]) -> Iterator[tuple[Span, Span]]:
    for here, there in sorted(told, key=lambda pair: -len(pair.left.words & pair.right.words))[:EVIDENCE]:
        yield left.stretch(here.first, here.last), right.stretch(there.first, there.last)


def _runs(left: Mapping[str, int], right: Mapping[str, int], size: int) -> list[_Run]:
    """The runs of equal words that the shared shingles of so many words make up, in order of the left text."""
    runs: list[_Run] = []
    begin = other = end = -1  # of the run so far, in the left text, in the right, and past its end in the left
    for at, there in sorted((left[gram], right[gram]) for gram in left.keys() & right.keys()):
        if at >= end or at - begin != there - other:
            if end > begin:
                runs.append(_Run(begin, other, end - begin))
            begin, other = at, there
        end = at + size
    if end > begin:
        runs.append(_Run(begin, other, end - begin))
    return runs
