"""Stretches of two wordings that stand for each other, and what differs in them."""

from collections.abc import Iterator

from reportedly.linking.drift.force import Sign
from reportedly.linking.drift.sides import Sides
from reportedly.linking.drift.tokens import Token

BRIEF = 8  # tokens of a replaced stretch in which a word may be taken for the answer to another


def replaced(sides: Sides) -> Iterator[tuple[int, tuple[list[Token], list[Token]]]]:
    """The brief stretches that stand for each other: their change, and what differs in them."""
    mine, other = _unpaired(sides)
    for home in mine:
        if home in other and max(len(mine[home]), len(other[home])) <= BRIEF and not sides.changes[home].marked:
            yield home, (mine[home], other[home])


def answers(sides: Sides, signs: tuple[Sign, ...]) -> Iterator[tuple[Token, Token, int]]:
    """Numbers or dates that stand for each other: as many on both sides of one change, or before the same word."""
    told, tells = ({token.key for token in side if token.sign in signs} for side in (sides.mine, sides.other))
    for here, there, home in _facing(sides, signs):
        if here.key not in tells and there.key not in told:
            yield here, there, home


def _facing(sides: Sides, signs: tuple[Sign, ...]) -> Iterator[tuple[Token, Token, int]]:
    seen = set()
    for home, (mine, other) in replaced(sides):
        left, right = ([token for token in side if token.sign in signs] for side in (mine, other))
        if left and len(left) == len(right):
            seen.add(home)
            yield from ((here, there, home) for here, there in zip(left, right, strict=True))
    for place in sides.unpaired(signs):
        head = sides.kept_head(place)
        if sides.home[place] not in seen and head and sides.head(place) == place + 1 and head - 1 not in sides.taken:
            there = sides.other[head - 1]
            if there.sign in signs:
                yield sides.mine[place], there, sides.home[place]


def quoted_around(sides: Sides, home: int) -> bool:
    """Whether a change lies in a quotation that both keep: beside it, or, for a cut or addition, on both its sides.

    Whole sentences that are cut or added lie between quotations.
    """
    changes = sides.changes
    before, after = home > 0 and changes[home - 1].how == "kept", home + 1 < len(changes)
    neighbours = [home - 1] * before + [home + 1] * after
    quoted = [
        near for near in neighbours
        if any(token.quotation >= 0 for token in sides.ours(near))
        and any(token.quotation >= 0 for token in sides.theirs(near))
    ]  # fmt: skip
    if changes[home].how == "replaced":
        return bool(quoted)
    if len(quoted) < 2:
        return False
    ends = [(side(home - 1)[-1], side(home + 1)[0]) for side in (sides.ours, sides.theirs)]
    return all(left.quotation == right.quotation for left, right in ends) and any(
        left.sentence == right.sentence for left, right in ends
    )


def _unpaired(sides: Sides) -> tuple[dict[int, list[Token]], dict[int, list[Token]]]:
    """What differs of each change, mine and other, by its place."""
    mine: dict[int, list[Token]] = {}
    other: dict[int, list[Token]] = {}
    for place, token in enumerate(sides.mine):
        if place not in sides.pairs:
            mine.setdefault(sides.home[place], []).append(token)
    for place, token in enumerate(sides.other):
        if place not in sides.taken:
            other.setdefault(sides.away[place], []).append(token)
    return mine, other
