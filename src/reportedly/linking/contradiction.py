"""Candidates for contradiction: reports on one matter of which one denies what another says. For people to judge.

A candidate says only that the words are opposed. That two actors contradict each other, or that one has changed its
mind, may be true; irony, another occasion or a condition may explain the words as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from reportedly.linking.drift.opposites import opposite
from reportedly.linking.drift.sides import governing
from reportedly.linking.drift.tokens import Token, tokens
from reportedly.linking.statements.wording import idf
from reportedly.records import Rendering

# Summed idf of the words that two reports must share to be about one matter: three telling words or so ...
MATTER = 15.0
SHARE = 0.5  # ... and the part that these are of the shorter one's.
TELLING = 4.0  # idf of a word that can bring two reports together: "harbour", but not "people"
COMMON = 60  # reports that may have such a word; commoner ones bring nobody together
NEIGHBOURS = 4  # reports, in order of day, that each is laid against for one word: pairs stay linear
LONG = 80  # telling words of a report that is too long: it denies something of everything
SHOWN = 5  # shared words that a reason names


class Candidate(msgspec.Struct, frozen=True):
    """Two reports, by number, the earlier first, whose words may contradict each other.

    `how`: "opposed" for two actors, "changed" for one on two days. `weight` is the summed idf of what they share: the
    more, the likelier that they speak of one matter.
    """

    left: int
    right: int
    how: Literal["opposed", "changed"]
    reason: str
    weight: float


class _Matter(NamedTuple):
    """What a report speaks of: its telling words with whether each is denied, and their idf."""

    rendering: Rendering
    denied: dict[str, bool]
    words: dict[str, str]
    weights: dict[str, float]


def contradictions(renderings: Sequence[Rendering]) -> tuple[Candidate, ...]:
    """The candidates among some reports, heaviest first; those of unknown actors are left out."""
    matters = sorted(
        (matter for one in renderings if one.actor and len((matter := _matter(one)).words) <= LONG),
        key=lambda matter: (matter.rendering.day or "", matter.rendering.number),
    )
    found = [one for left, right in sorted(_together(matters)) if (one := _candidate(matters[left], matters[right]))]
    return tuple(sorted(found, key=lambda one: (-one.weight, one.left, one.right)))


def _matter(rendering: Rendering) -> _Matter:
    found = tokens(rendering.content)
    telling = [place for place, token in enumerate(found) if token.sign in ("plain", "name") and not token.inserted]
    denied: dict[str, bool] = {}
    for place in telling:
        denied[found[place].key] = denied.get(found[place].key, False) or _denied(found, place)
    words = {found[place].key: found[place].exact for place in telling}
    return _Matter(rendering, denied, words, {key: idf(word) for key, word in words.items()})


def _denied(found: Sequence[Token], place: int) -> bool:
    return sum(found[at].sign == "not" for at in governing(found, place)) % 2 == 1


def _together(matters: Sequence[_Matter]) -> Iterator[tuple[int, int]]:
    """The pairs that share a telling word, each with its nearest in time."""
    having: dict[str, list[int]] = defaultdict(list)
    for place, matter in enumerate(matters):
        for key, weight in matter.weights.items():
            if weight >= TELLING:
                having[key].append(place)
    pairs: set[tuple[int, int]] = set()
    for places in having.values():
        if len(places) <= COMMON:
            for step in range(1, NEIGHBOURS + 1):
                pairs.update(zip(places, places[step:], strict=False))
    yield from pairs


def _candidate(left: _Matter, right: _Matter) -> Candidate | None:
    one, other = left.rendering, right.rendering
    same = one.actor == other.actor
    if same and (one.day is None or other.day is None or one.day == other.day):
        return None
    shared = [key for key in left.words if key in right.words]
    weight = sum(left.weights[key] for key in shared)
    shorter = min(sum(left.weights.values()), sum(right.weights.values()))
    words = _opposed(left, right, shared)
    if weight < MATTER or weight < SHARE * shorter or not words:
        return None
    matter = ", ".join(left.words[key] for key in sorted(shared, key=lambda key: -left.weights[key])[:SHOWN])
    told = f"One says “{words[0]}”, the other “{words[1]}”; both speak of {matter}."
    return Candidate(one.number, other.number, "changed" if same else "opposed", told, round(weight, 1))


def _opposed(left: _Matter, right: _Matter, shared: Sequence[str]) -> tuple[str, str] | None:
    """The words in which the two are opposed: one denies what the other says, or says the opposite; None if nowhere.

    Two oppositions make none: "did not reject" and "accepted".
    """
    found = [
        (_said(left, key), _said(right, key)) for key in shared if left.denied[key] != right.denied[key]
    ]  # fmt: skip
    for mine in left.words.keys() - right.words.keys():
        for other in right.words.keys() - left.words.keys():
            if opposite(mine, other):
                found.append((_said(left, mine), _said(right, other)))
                if left.denied[mine] != right.denied[other]:
                    found.append(found[-1])
    return min(found) if len(found) % 2 else None


def _said(matter: _Matter, key: str) -> str:
    return f"not {matter.words[key]}" if matter.denied[key] else matter.words[key]
