"""How likely two profiles are one actor: a weight for each feature, their sum as a probability, and the reasons."""

import inspect
import math
from collections.abc import Mapping
from typing import NamedTuple

from reportedly.linking.actors import compare
from reportedly.linking.actors.compare import Feature
from reportedly.linking.actors.face import Face

SAME = 0.75  # from here on two profiles are one: three in four is where a reader would rather be shown one than two
DIFFERENT = 0.2  # up to here they are two
PRIOR = -1.0  # log odds of two profiles that share no more than a key

# Log odds, set by hand so that the features named decide as the comment says; docs/decisions/0008-actors.md has how
# they fare. A name that says as much as the other's stands alone; a shorter one joins only where nobody else fits.
WEIGHTS: Mapping[Feature, float] = {
    compare.same_name: 4.0,  # .95 alone; unsure where walks of life differ
    compare.words_in_other_order: 3.2,  # .90
    compare.left_out: 3.2,  # .90
    compare.holds_office: 3.0,  # .88
    compare.acronym: 2.8,  # .86
    compare.nickname: 2.7,  # .85
    compare.surname_alone: 2.6,  # .83
    compare.end_alone: 2.6,  # .83
    compare.trade_left_out: 2.6,  # .83
    compare.initial: 2.5,  # .82
    compare.given_name_alike: 1.3,  # .57: unsure, until an office is shared
    compare.surname_alike: 1.3,  # .57: unsure, until an office is shared
    compare.one_name_alone: 1.0,  # .50: unsure, until an office is shared
    compare.shared_office: 2.0,
    compare.kinds_differ: -0.4,  # programs mistake firms for people often
    compare.sorts_differ: -3.5,
    compare.generation_left_out: -2.2,  # papers leave "Jr." out, and fathers and sons are in the news
    compare.nation_left_out: -2.6,
    compare.walks_differ: -3.2,  # people do change from sport or stage to politics
    compare.ages_differ: -5.0,
    compare.trades_differ: -6.0,
    compare.genders_differ: -6.0,
    compare.nations_differ: -6.0,
    compare.middle_names_differ: -6.0,
    compare.generations_differ: -8.0,
}
# What does not hold of two people of one kind; most pairs are that.
OF_OTHERS = frozenset(
    (
        compare.words_in_other_order,
        compare.acronym,
        compare.trade_left_out,
        compare.trades_differ,
        compare.nations_differ,
        compare.nation_left_out,
        compare.sorts_differ,
        compare.kinds_differ,
        compare.holds_office,
    )
)
OF_PEOPLE = tuple(feature for feature in WEIGHTS if feature not in OF_OTHERS)
# One name says less than the other: it may be short for several.
SHORTENING = frozenset(
    (
        compare.left_out,
        compare.holds_office,
        compare.acronym,
        compare.nickname,
        compare.surname_alone,
        compare.end_alone,
        compare.one_name_alone,
        compare.trade_left_out,
        compare.initial,
    )
)


class Comparison(NamedTuple):
    """The probability that two profiles are one, and what speaks for and against it, in words for users."""

    score: float
    reasons: tuple[str, ...]
    features: frozenset[Feature]


REASONS = {feature: (inspect.getdoc(feature) or "").removesuffix(".") for feature in WEIGHTS}


def comparison(left: Face, right: Face) -> Comparison:
    """Compare two profiles; which is left and which right makes no difference."""
    left, right = sorted((left, right), key=lambda face: face.id)
    people = left.sort == right.sort == "person" and left.profile.kind == right.profile.kind
    shown = {feature: words for feature in (OF_PEOPLE if people else WEIGHTS) if (words := feature(left, right))}
    odds = PRIOR + sum(WEIGHTS[feature] for feature in shown)
    reasons = tuple(f"{REASONS[feature]}: {words}." for feature, words in shown.items())
    return Comparison(round(1 / (1 + math.exp(-odds)), 3), reasons, frozenset(shown))
