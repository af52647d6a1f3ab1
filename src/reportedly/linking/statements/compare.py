"""Whether two reports render one statement: their contents compared claim by claim, and what speaks against it."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

from reportedly.linking.statements.claims import claims_of
from reportedly.linking.statements.likeness import STEM, Seen, Speech, claim_of, common, weighed
from reportedly.records import Alignment, Rendering, Verdict

# Claims of one content that are compared with those of another: the first; what is longer is a speech in full.
CLAIMS = 12
CLOSEST = 3  # pairs of claims that are laid side by side, those that have most telling words in common

# From here on two reports are one statement, or a person should look. Not plain probabilities: the best by leaving
# events out, docs/decisions/0012-statements.md.
SAME, UNSURE = 0.35, 0.2
NEVER = 0.1  # the score of what a rule excludes

# Same wording (design/tracing.md): the shorter's aligned share, and a run that is no accident; or all but a word of it,
# however short.
ALIGNED, RUN = 0.6, 3
WHOLE = 0.85
# Two speakers are named for one wording: hardly a word differs, and there are too many for two to find them.
CERTAIN, MUCH = 0.8, 30.0
SLIGHT = 20.0  # idf up to which equal words, where it is not known who says them, may be anybody's: "the tax bill"
LITTLE = 30.0  # idf up to which a text is a slogan: whoever says it says it for himself, and again next week
# Days between reports of one statement: of one wording, of a slogan or one meaning, of one meaning in few words.
OCCASION, WEEK, NEWS = 21, 7, 2
FEW = 8  # words: a shorter text in another wording says too little but in the news of the day
# idf of the telling words that two wordings of one meaning share at least: a rare word or two common ones; and where it
# is not known whether one speaker is credited, three rare ones.
TELLING, UNNAMED = 6.0, 25.0
# Share of the longer's telling words from which a negation in one alone is a contradiction: words as unlike as "he will
# not go" and "he stays" tell nothing by theirs.
ALIKE = 0.4


class Comparison(NamedTuple):
    """A verdict on two reports, the probability that they are one statement, and the reasons, in words for users."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


def compare(left: Rendering, right: Rendering, alignment: Alignment | None = None) -> Comparison:
    """Whether two reports render one statement, or share one of the claims that they hold.

    Which is left and which right makes no difference. An `alignment` of the two spares laying them side by side.
    """
    left, right = sorted((left, right), key=lambda one: (one.report, one.number))
    speech = speech_of(left, right)
    seen = _closest(left.content, right.content, speech)
    if alignment and alignment.shared >= seen.shared:
        seen = seen._replace(shared=alignment.shared, run=alignment.run, weight=alignment.weight)
    same_words = (seen.shared >= ALIGNED and seen.run >= RUN) or seen.shared >= WHOLE
    doubts = tuple((_wording_doubts if same_words else _meaning_doubts)(seen, speech, days_apart(left, right)))
    score = min([seen.probability, *(most for most, _ in doubts)])
    verdict: Verdict = "same" if score >= SAME else "unsure" if score >= UNSURE else "different"
    reasons = (_likeness(seen, same_words), *(f"{why}." for _, why in doubts), *_conflict(speech))
    return Comparison(verdict, round(score, 3), reasons)


def speech_of(left: Rendering, right: Rendering) -> Speech:
    """Whether one speaker is credited with both, and how both report."""
    named = left.actor is not None and right.actor is not None
    kinds = {left.kind, right.kind}
    return Speech(left.actor == right.actor if named else None, kinds == {"direct"}, kinds == {"indirect"})


def days_apart(left: Rendering, right: Rendering) -> int:
    """Days between two reports; 0 where one has no day."""
    if not left.day or not right.day:
        return 0
    return abs((date.fromisoformat(left.day[:10]) - date.fromisoformat(right.day[:10])).days)


def _closest(left: str, right: str, speech: Speech) -> Seen:
    """The contents compared as a whole, or those of their claims that are most likely one statement."""
    whole = weighed(claim_of(left), claim_of(right), speech)
    mine, other = (tuple(map(claim_of, claims_of(content)[:CLAIMS])) for content in (left, right))
    if len(mine) == len(other) == 1:
        return whole
    pairs = [(common(one, two), at, one, two) for at, (one, two) in enumerate(product(mine, other))]
    closest = sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[:CLOSEST]
    parts = (weighed(one, two, speech) for weight, _, one, two in closest if weight)
    return max((whole, *parts), key=lambda seen: seen.probability)


Doubt = tuple[float, str]  # the most that a score may be, and why


def _wording_doubts(seen: Seen, speech: Speech, days: int) -> Iterator[Doubt]:
    """What speaks against reports of the same words."""
    weight = min(seen.left.weight, seen.right.weight)
    if days > (WEEK if weight < LITTLE else OCCASION):
        yield NEVER, f"{days} days lie between them: said again, not the same statement"
    if speech.same is None and weight < SLIGHT:
        yield UNSURE, "So few words may be anybody's, and it is not known that one speaker is credited with both"
    if speech.same is False and (seen.shared < CERTAIN or seen.weight < MUCH):
        yield UNSURE if seen.shared >= CERTAIN else NEVER, "Different speakers are named, who may both have said this"


def _meaning_doubts(seen: Seen, speech: Speech, days: int) -> Iterator[Doubt]:
    """What speaks against reports of one meaning in other words."""
    few = min(len(seen.left.words), len(seen.right.words)) < FEW
    if days > WEEK:
        yield NEVER, f"{days} days lie between them"
    elif few and days > NEWS:
        yield UNSURE, f"So few words, {days} days apart, may be another statement"
    if speech.same is False:
        yield NEVER, "Different speakers are named"
    if seen.common < (UNNAMED if speech.same is None else TELLING):
        yield NEVER, "They share too few telling words"
    if seen.left.numbers and seen.right.numbers and not seen.left.numbers & seen.right.numbers:
        yield UNSURE, "Their numbers differ"
    alike = seen.common >= ALIKE * max(seen.left.telling, seen.right.telling)
    if alike and seen.left.negated != seen.right.negated:
        yield UNSURE, "Only one of them has a negation"


def _likeness(seen: Seen, same_words: bool) -> str:
    if same_words:
        return f"Same wording: {seen.shared:.0%} of the shorter is in the other, {seen.run} words in a row."
    shared = sorted(seen.left.stems.keys() & seen.right.stems.keys())
    words = dict.fromkeys(word.text for word in seen.left.words if word.text[:STEM] in shared)
    return f"Same meaning: both speak of {', '.join(words)}." if words else "They share no telling word."


def _conflict(speech: Speech) -> tuple[str, ...]:
    return ("Two speakers are named for it.",) if speech.same is False else ()
