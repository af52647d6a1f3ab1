"""How quality is measured: counts over the spans of one text, added up over texts.

Every function takes gold and predictions of the same text. Spans are trimmed to their first and last alphanumeric
character before they are compared, and lengths are counted in alphanumeric characters, so that a comma or a quotation
mark more or less is no error. Work is n log n in the number of spans plus the number of overlaps.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from reportedly.records import Attribution, Passage, Report, When
from reportedly.span import Span, join, trim

# A content that shares half its characters with a gold one renders the same words; at eight tenths the two differ
# by what careful readers disagree on. Both are the contract's.
LENIENT, STRICT = 0.5, 0.8


class Count(msgspec.Struct, frozen=True):
    """Things predicted, things in gold, and how many of the predicted are right. Counts add up."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 when nothing was predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1 when there was nothing to find."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 when there is nothing on either side.

        >>> Count(right=1, predicted=2, gold=2).f1
        0.5
        """
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 1.0


class Letters:
    """The alphanumeric characters of one text, counted in constant time for any span."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._before = array("I", accumulate(map(str.isalnum, text), initial=0))

    def between(self, start: int, end: int) -> int:
        """How many characters of `[start, end)` are alphanumeric."""
        return self._before[end] - self._before[start]

    def within(self, spans: Iterable[Span]) -> int:
        """How many are in `spans`, which share no character."""
        return sum(self.between(span.start, span.end) for span in spans)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as spans in text order of which none touches another.

    >>> union((Span(4, 6), Span(0, 3), Span(2, 4)))
    (Span(start=0, end=6),)
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def trimmed(spans: Iterable[Span], text: str) -> set[Span]:
    """The spans as they are compared; those without an alphanumeric character are nothing."""
    return {span for raw in spans if (span := trim(raw, text))}


def agree(left: Iterable[Span], right: Iterable[Span], text: str) -> bool:
    """Whether two sets of spans share a character, or both are absent."""
    mine, other = trimmed(left, text), trimmed(right, text)
    if not mine or not other:
        return not mine and not other
    return any(span.overlaps(counterpart) for span in mine for counterpart in other)


def fragments(gold: Iterable[Iterable[Span]], predicted: Iterable[Iterable[Span]], text: str) -> Count:
    """Fragment exact: every contiguous span of one role in a document, as a set; right when start and end are equal."""
    expected = trimmed((span for spans in gold for span in spans), text)
    found = trimmed((span for spans in predicted for span in spans), text)
    return Count(len(expected & found), len(found), len(expected))


def shared(
    left: Sequence[Iterable[Span]], right: Sequence[Iterable[Span]], letters: Letters
) -> dict[tuple[int, int], int]:
    """Alphanumeric characters that `left[i]` and `right[j]` share, for each pair (i, j) that shares a character.

    The spans of one entry share no character among themselves.
    """
    fragments = [
        (span.start, span.end, side, place)
        for side, entries in enumerate((left, right))
        for place, entry in enumerate(entries)
        for span in entry
    ]
    sums: dict[tuple[int, int], int] = defaultdict(int)
    running: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])  # (end, place) of what may still overlap
    for start, end, side, place in sorted(fragments):
        others = running[1 - side]
        others[:] = [other for other in others if other[0] > start]
        for other_end, other in others:
            pair = (other, place) if side else (place, other)
            sums[pair] += letters.between(start, min(end, other_end))
        running[side].append((end, place))
    return dict(sums)


def characters(gold: Sequence[Attribution], predicted: Sequence[Attribution], letters: Letters) -> Count:
    """Alphanumeric characters inside any content; right when in both."""
    expected = union(span for attribution in gold for span in attribution.content)
    found = union(span for attribution in predicted for span in attribution.content)
    both = shared((expected,), (found,), letters).get((0, 0), 0)
    return Count(both, letters.within(found), letters.within(expected))


class Match(NamedTuple):
    """A gold attribution and a predicted one with about the same content; `source` tells whether sources agree."""

    gold: int
    predicted: int
    jaccard: float
    source: bool


def match(
    gold: Sequence[Attribution], predicted: Sequence[Attribution], letters: Letters, least: float = LENIENT
) -> tuple[Match, ...]:
    """Pair contents one to one, greedily by Jaccard over alphanumeric characters, down to `least`.

    Of equal pairs one whose sources agree comes first, then the earlier one. In falling order of Jaccard: the pairs
    for a higher `least` are the first of these.
    """
    mine = [union(attribution.content) for attribution in gold]
    theirs = [union(attribution.content) for attribution in predicted]
    sizes = [letters.within(content) for content in mine], [letters.within(content) for content in theirs]
    candidates = []
    for (left, right), both in shared(mine, theirs, letters).items():
        jaccard = both / (sizes[0][left] + sizes[1][right] - both) if both else 0.0
        if both and jaccard >= least:
            source = agree(gold[left].source, predicted[right].source, letters.text)
            candidates.append(Match(left, right, jaccard, source))
    candidates.sort(key=lambda pair: (-pair.jaccard, not pair.source, pair.gold, pair.predicted))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for pair in candidates:
        if pair.gold not in taken[0] and pair.predicted not in taken[1]:
            taken[0].add(pair.gold)
            taken[1].add(pair.predicted)
            pairs.append(pair)
    return tuple(pairs)


def relations(matches: Iterable[Match], predicted: int, gold: int, least: float) -> Count:
    """Relations: right when the contents are matched at `least` and the sources agree."""
    return Count(sum(pair.source and pair.jaccard >= least for pair in matches), predicted, gold)


def contents(matches: Iterable[Match], predicted: int, gold: int, least: float) -> Count:
    """Content only: right when the contents are matched at `least`, whoever is credited."""
    return Count(sum(pair.jaccard >= least for pair in matches), predicted, gold)


def verbatim(report: Report, text: str) -> Count:
    """Text fields of a report; right when equal to the document's text at their spans."""
    fields: tuple[Passage | When | None, ...] = (
        report.source,
        report.cue,
        report.content,
        report.when,
        report.occasion,
    )
    present = [field for field in fields if field is not None]
    return Count(sum(field.text == join(field.spans, text) for field in present), len(present), len(present))


class Bin(msgspec.Struct, frozen=True):
    """Reports of like confidence: how many, their mean confidence, the share of them that is right."""

    size: int
    confidence: float
    right: float


Outcome = tuple[float, bool]  # a report's confidence, and whether it is right


def _bins(groups: Iterable[Sequence[Outcome]]) -> tuple[Bin, ...]:
    return tuple(
        Bin(
            size=len(group),
            confidence=sum(confidence for confidence, _ in group) / len(group),
            right=sum(right for _, right in group) / len(group),
        )
        for group in groups
        if group
    )


def deciles(outcomes: Iterable[Outcome]) -> tuple[Bin, ...]:
    """Ten groups of equal size (to within one) by rising confidence; empty ones are left out."""
    ordered = sorted(outcomes, key=lambda outcome: outcome[0])
    cuts = [len(ordered) * part // 10 for part in range(11)]
    return _bins(ordered[low:high] for low, high in pairwise(cuts))


def tenths(outcomes: Iterable[Outcome]) -> tuple[Bin, ...]:
    """Groups by confidence of [0, .1), [.1, .2) ... [.9, 1]; empty ones are left out."""
    groups: list[list[Outcome]] = [[] for _ in range(10)]
    for confidence, right in outcomes:
        groups[min(9, int(confidence * 10))].append((confidence, right))
    return _bins(groups)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance of confidence from the share that is right, weighted by size."""
    total = sum(group.size for group in bins)
    return sum(group.size * abs(group.confidence - group.right) for group in bins) / total if total else 0.0
