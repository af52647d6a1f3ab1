"""Two wordings laid side by side as flags look at them: which token is which, and what governs it on either side."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reportedly.linking.drift.force import Sign
from reportedly.linking.drift.tokens import Token
from reportedly.records import Alignment, Change
from reportedly.span import Span

REACH = 6  # tokens between a word and what it governs at most: "did not for one moment really want"
GOVERNING: tuple[Sign, ...] = ("not", "may", "can", "should", "hedge")
WIDE = 60  # tokens of a replaced stretch that are still laid against each other by their stems


class Sides(NamedTuple):
    """`mine` and `other` are the tokens; `pairs` maps places of mine to those of other, `taken`.

    `home` gives for each token of mine the place of its change in `changes`, `away` for each of other. `astray` are
    the signs of other without a partner, with the words that they govern; `strays` those of mine.
    """

    mine: tuple[Token, ...]
    other: tuple[Token, ...]
    pairs: dict[int, int]
    taken: frozenset[int]
    home: tuple[int, ...]
    away: tuple[int, ...]
    changes: tuple[Change, ...]
    shared: float
    astray: frozenset[tuple[Sign, str]]
    strays: frozenset[tuple[Sign, str]]

    def turn(self) -> "Sides":
        """The same, seen from the other side."""
        back = {there: here for here, there in self.pairs.items()}
        return Sides(
            self.other,
            self.mine,
            back,
            frozenset(self.pairs),
            self.away,
            self.home,
            self.changes,
            self.shared,
            self.strays,
            self.astray,
        )

    def head(self, place: int) -> int | None:
        """The token of mine that the one at `place` governs."""
        return governed(self.mine, place)

    def unpaired(self, signs: Iterable[Sign]) -> Iterator[int]:
        """The places of mine with one of the signs that other lacks there, or has changed."""
        wanted = frozenset(signs)
        for place, token in enumerate(self.mine):
            if token.sign in wanted and place not in self.pairs:
                yield place

    def across(self, place: int) -> list[Token]:
        """What other has instead of the token at `place`: in the same change, and before the word that mine governs.

        Words that both have are not among them.
        """
        change, head, found = self.home[place], self.kept_head(place), []
        if self.changes[change].how == "replaced":
            found = [at for at in self.places(change) if at not in self.taken]
        if head is not None:
            found += [at for at in governing(self.other, head) if at not in self.taken]
        return [self.other[at] for at in found]

    def kept_head(self, place: int) -> int | None:
        """The place in other of the word that the one at `place` governs; None where that is not kept."""
        head = self.head(place)
        return None if head is None else self.pairs.get(head)

    def ours(self, change: int) -> list[Token]:
        """The tokens of mine in a change."""
        return list(self.mine[bisect_left(self.home, change) : bisect_right(self.home, change)])

    def theirs(self, change: int) -> list[Token]:
        """The tokens of other in a change."""
        return [self.other[at] for at in self.places(change)]

    def places(self, change: int) -> range:
        """The places of the tokens of other in a change."""
        return range(bisect_left(self.away, change), bisect_right(self.away, change))

    def moved(self, place: int) -> bool:
        """Whether other has what mine has at `place` elsewhere, before the same word."""
        head = self.head(place)
        return head is not None and (self.mine[place].sign, self.mine[head].key) in self.astray


def governed(found: Sequence[Token], place: int) -> int | None:
    """The token that the one at `place` governs: the next that tells something; None at a sentence's end."""
    for at in range(place + 1, min(place + 1 + REACH, len(found))):
        if found[at].sentence != found[place].sentence:
            return None
        if found[at].tells:
            return at
    return None


def governing(found: Sequence[Token], place: int) -> list[int]:
    """The places before `place` back to the last that tells something, in its sentence; nearest first."""
    result = []
    for at in range(place - 1, max(-1, place - 1 - REACH), -1):
        if found[at].sentence != found[place].sentence or found[at].tells:
            break
        result.append(at)
    return result


def lay(mine: tuple[Token, ...], other: tuple[Token, ...], alignment: Alignment) -> Sides:
    """Put the tokens of two wordings into the changes between them, and pair those that are forms of one word."""
    changes = alignment.changes
    home = _homes(mine, changes, [change.left for change in changes])
    away = _homes(other, changes, [change.right for change in changes])
    pairs: dict[int, int] = {}
    left, right = _members(home, len(changes)), _members(away, len(changes))
    for here, there in zip(left, right, strict=True):
        pairs.update(_pairs(mine, other, here, there))
    taken = frozenset(pairs.values())
    strays, astray = _strays(mine, pairs.keys()), _strays(other, taken)
    return Sides(mine, other, pairs, taken, home, away, changes, alignment.shared, astray, strays)


def _strays(found: Sequence[Token], paired: Collection[int]) -> frozenset[tuple[Sign, str]]:
    """The signs without a partner, with the words that they govern."""
    loose = [place for place, token in enumerate(found) if token.sign in GOVERNING and place not in paired]
    heads = ((found[place].sign, governed(found, place)) for place in loose)
    return frozenset((sign, found[head].key) for sign, head in heads if head is not None)


def _homes(found: Sequence[Token], changes: Sequence[Change], spans: Sequence[Span | None]) -> tuple[int, ...]:
    """For each token the place of its change; of two that it touches, the one that is not kept."""
    homes, at = [], 0
    for token in found:
        while at + 1 < len(spans) and not _reaches(spans[at], token):
            at += 1
        best, look = at, at
        while look < len(spans):
            span = spans[look]
            if span is not None and span.start >= token.span.end:
                break
            if span is not None and span.overlaps(token.span) and changes[look].how != "kept":
                best = look
                break
            look += 1
        homes.append(best)
    return tuple(homes)


def _reaches(span: Span | None, token: Token) -> bool:
    return span is not None and span.end > token.span.start


def _members(homes: Sequence[int], count: int) -> list[list[int]]:
    members: list[list[int]] = [[] for _ in range(count)]
    for place, home in enumerate(homes):
        members[home].append(place)
    return members


def _pairs(mine: Sequence[Token], other: Sequence[Token], here: list[int], there: list[int]) -> dict[int, int]:
    """The forms of one word in one change, in order."""
    left, right = [mine[place].key for place in here], [other[place].key for place in there]
    short = min(len(left), len(right))
    same = next((at for at in range(short) if left[at] != right[at]), short)
    tail = next((at for at in range(short - same) if left[-1 - at] != right[-1 - at]), short - same)
    pairs = dict(zip(here[:same], there[:same], strict=True))
    pairs.update(zip(here[len(here) - tail :], there[len(there) - tail :], strict=True))
    left, right = left[same : len(left) - tail], right[same : len(right) - tail]
    if left and right and max(len(left), len(right)) <= WIDE:
        for a, b, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            pairs.update((here[same + a + step], there[same + b + step]) for step in range(size))
    return pairs
