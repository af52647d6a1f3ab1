"""How likely two claims are one statement: what can be counted in their words, weighed by a small logistic regression.

The weights were fitted by training/likeness.py and lie in likeness.json; docs/decisions/0012-statements.md has how they
fare. Each feature's name there is a field here.
"""

import math
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from reportedly.linking.statements.align import longest_run, matched, weight_of
from reportedly.linking.statements.wording import Word, Wording, wording

STEM = 5  # letters by which words of one stem are told: "nominate", "nominating", "nominee" are near enough
TELLING = 2.5  # idf from which a word says something of what a claim is about: not "have", "by", "they"
NEGATIONS = frozenset("not no never nor none cannot nobody nothing without neither".split())


class Claim(NamedTuple):
    """What is compared of a claim; `stems` are its telling words by stem with their idf, `telling` the sum of these.

    `names` are the stems of those written with a capital, but for the first word.
    """

    words: tuple[Word, ...]
    weight: float
    stems: dict[str, float]
    telling: float
    names: frozenset[str]
    numbers: frozenset[str]
    negated: bool


class Likeness(NamedTuple):
    """The features of two claims; each is the same whichever is left.

    `run` is the log of the longest run of equal words, `long` the idf-weighted share of the one with more telling words
    that the other shares, `dice` that of both, `both` the log of the summed idf shared, `short` the log of the summed
    idf of the shorter; the others are 0 or 1, but `quoted` is `shared` (below) of two that are both direct.
    """

    run: float
    long: float
    dice: float
    both: float
    short: float
    numbers: float
    negated: float
    one_speaker: float
    two_speakers: float
    direct: float
    indirect: float
    quoted: float


class Seen(NamedTuple):
    """Two claims compared: the probability, the features' raw values that rules and reasons go by.

    `shared` is the idf-weighted aligned share of the shorter, `run` its longest run of words, `weight` what it weighs,
    `common` the summed idf of the telling words that both have in whatever order.
    """

    probability: float
    shared: float
    run: int
    weight: float
    common: float
    left: Claim
    right: Claim


class Speech(NamedTuple):
    """What is known of who speaks and how: `same` is None where one speaker is unknown."""

    same: bool | None
    direct: bool
    indirect: bool


@lru_cache(maxsize=20_000)  # claims come back when their neighbours are judged
def claim_of(content: str) -> Claim:
    """What is compared of a claim."""
    words: Wording = wording(content)
    stems: dict[str, float] = {}
    names: set[str] = set()
    for place, word in enumerate(words.words):
        if word.weight >= TELLING:
            stem = word.text[:STEM]
            stems[stem] = max(word.weight, stems.get(stem, 0.0))
            if place and content[word.start].isupper():
                names.add(stem)
    return Claim(
        words=words.words,
        weight=words.weight,
        stems=stems,
        telling=sum(stems.values()),
        names=frozenset(names),
        numbers=frozenset(word.text for word in words.words if word.text[0].isdigit()),
        negated=any(word.text in NEGATIONS or word.text.endswith("n't") for word in words.words),
    )


def common(left: Claim, right: Claim) -> float:
    """The summed idf of the telling words that two claims share."""
    few, many = sorted((left.stems, right.stems), key=len)
    return sum(min(weight, many[stem]) for stem, weight in few.items() if stem in many)


def common_but_names(left: Claim, right: Claim) -> float:
    """What two claims share, without what either writes as a name."""
    named = (left.stems.keys() & right.stems.keys()) & (left.names | right.names)
    return common(left, right) - sum(min(left.stems[stem], right.stems[stem]) for stem in named)


def likeness(left: Claim, right: Claim, speech: Speech) -> tuple[Likeness, Seen]:
    """Compare two claims word by word; `Seen.probability` is not filled in yet."""
    matches = matched(left.words, right.words)
    weight = weight_of(left.words, right.words, matches)
    run, shorter, both = longest_run(matches), min(left.weight, right.weight), common(left, right)
    shared = min(1.0, weight / shorter) if shorter else 0.0
    long, total = max(left.telling, right.telling), left.telling + right.telling
    features = Likeness(
        run=math.log1p(run),
        long=both / long if long else 0.0,
        dice=2 * both / total if total else 0.0,
        both=math.log1p(both),
        short=math.log1p(shorter),
        numbers=float(bool(left.numbers & right.numbers)),
        negated=float(left.negated != right.negated),
        one_speaker=float(speech.same is True),
        two_speakers=float(speech.same is False),
        direct=float(speech.direct),
        indirect=float(speech.indirect),
        quoted=shared if speech.direct else 0.0,
    )
    return features, Seen(0.0, shared, run, weight, both, left, right)


@cache
def weights() -> tuple[float, Likeness]:
    """The bias and the weight of each feature."""
    written = files("reportedly.linking.statements").joinpath("likeness.json").read_bytes()
    table = msgspec.json.decode(written, type=dict[str, float])
    return table["bias"], Likeness(**{name: table[name] for name in Likeness._fields})


def weighed(left: Claim, right: Claim, speech: Speech) -> Seen:
    """Two claims compared, with the probability that they are one statement."""
    features, seen = likeness(left, right, speech)
    bias, table = weights()
    odds = bias + sum(weight * value for weight, value in zip(table, features, strict=True))
    return seen._replace(probability=1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))
