"""Two wordings laid side by side, word by word: the heaviest common subsequence, runs preferred."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reportedly.linking.statements.wording import Word, wording
from reportedly.records import Alignment, Change
from reportedly.span import Span

# What a word weighs more when it goes on a run, so that a scattered "the" does not break one up: the idf of a common
# word.
RUN = 2.0
# Places of one word in one wording that are all laid against each other's; a word that stands there more often (a
# refrain, or nonsense) is laid against its nearest of these by rank, which keeps the work linear.
OFTEN = 16


class Match(NamedTuple):
    """Equal words: their places in the two wordings."""

    left: int
    right: int


def align(left: str, right: str) -> Alignment:
    """Lay two contents side by side; `changes` cover all words of both, in order.

    `shared` and `weight` leave words inserted in brackets out; two contents without words share 0.
    """
    mine, other = wording(left), wording(right)
    matches = matched(mine.words, other.words)
    weight = weight_of(mine.words, other.words, matches)
    shorter = min(mine.weight, other.weight)
    changes = tuple(_changes(mine.words, other.words, matches))
    shared = min(1.0, weight / shorter) if shorter else 0.0
    return Alignment(changes, round(shared, 4), longest_run(matches), round(weight, 1))


def matched(left: Sequence[Word], right: Sequence[Word]) -> list[Match]:
    """The pairs of equal words of the heaviest common subsequence, in order."""
    pairs = _pairs(left, right)
    # Best chain ending before each place of `right`: a staircase of (place, value), both growing.
    places: list[int] = []
    values: list[float] = []
    heads: list[int] = []
    value: list[float] = [0.0] * len(pairs)
    before: list[int] = [-1] * len(pairs)
    at: dict[tuple[int, int], int] = {}
    start = 0
    while start < len(pairs):
        end, mine = start, pairs[start][0]
        weight = left[mine].weight
        while end < len(pairs) and pairs[end][0] == mine:
            other = pairs[end][1]
            step = bisect_left(places, other) - 1
            best, head = (values[step], heads[step]) if step >= 0 else (0.0, -1)
            going = at.get((mine - 1, other - 1))
            if going is not None and value[going] + RUN >= best:
                best, head = value[going] + RUN, going
            value[end], before[end] = best + weight, head
            at[mine, other] = end
            end += 1
        for number in range(start, end):
            _step(places, values, heads, pairs[number][1], value[number], number)
        start = end
    chain: list[Match] = []
    number = heads[-1] if heads else -1
    while number >= 0:
        chain.append(Match(*pairs[number]))
        number = before[number]
    return chain[::-1]


def _step(places: list[int], values: list[float], heads: list[int], place: int, value: float, number: int) -> None:
    """Put a chain into the staircase, and take out those that end later and weigh less."""
    step = bisect_left(places, place)
    if (step and values[step - 1] >= value) or (step < len(places) and places[step] == place and values[step] >= value):
        return
    end = step
    while end < len(places) and values[end] <= value:
        end += 1
    places[step:end], values[step:end], heads[step:end] = [place], [value], [number]


def _pairs(left: Sequence[Word], right: Sequence[Word]) -> list[tuple[int, int]]:
    """Places of equal words, in order of the left and then of the right."""
    there: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(right):
        there[word.text].append(place)
    seen: dict[str, int] = defaultdict(int)
    found: list[tuple[int, int]] = []
    for place, word in enumerate(left):
        places = there.get(word.text)
        if places is None:
            continue
        first = max(0, min(seen[word.text] - OFTEN // 2, len(places) - OFTEN)) if len(places) > OFTEN else 0
        seen[word.text] += 1
        found.extend((place, other) for other in places[first : first + OFTEN])
    return found


def weight_of(left: Sequence[Word], right: Sequence[Word], matches: Sequence[Match]) -> float:
    """The summed idf of equal words, without those inserted in either."""
    return sum(left[one.left].weight for one in matches if not (left[one.left].inserted or right[one.right].inserted))


def longest_run(matches: Sequence[Match]) -> int:
    """The most words that stand next to each other in both."""
    longest = run = 0
    for place, one in enumerate(matches):
        going = place and matches[place - 1] == (one.left - 1, one.right - 1)
        run = run + 1 if going else 1
        longest = max(longest, run)
    return longest


def _changes(left: Sequence[Word], right: Sequence[Word], matches: Sequence[Match]) -> Iterator[Change]:
    """The stretches kept and, between them, what is cut, added or replaced."""
    at_left = at_right = place = 0
    while True:
        end = matches[place] if place < len(matches) else Match(len(left), len(right))
        if end != (at_left, at_right):
            yield _change(left, right, slice(at_left, end.left), slice(at_right, end.right))
        if place == len(matches):
            return
        last = place
        while last + 1 < len(matches) and matches[last + 1] == (matches[last].left + 1, matches[last].right + 1):
            last += 1
        at_left, at_right = matches[last].left + 1, matches[last].right + 1
        yield Change("kept", _span(left[end.left : at_left]), _span(right[end.right : at_right]))
        place = last + 1


def _change(left: Sequence[Word], right: Sequence[Word], gone: slice, come: slice) -> Change:
    """What the right does with a stretch of the left, and whether it marks it by brackets or an ellipsis."""
    cut, added = left[gone], right[come]
    how: Literal["cut", "added", "replaced"] = "replaced" if cut and added else "cut" if cut else "added"
    inserted = bool(added) and all(word.inserted for word in added)
    around = right[max(0, come.start - 1) : come.stop + 1]
    elided = bool(cut) and bool(around) and (around[0].piece != around[-1].piece)
    return Change(how, _span(cut), _span(added), inserted or elided)


def _span(words: Sequence[Word]) -> Span | None:
    return Span(words[0].span.start, words[-1].span.end) if words else None
