"""Whether two reports render one statement: their contents compared claim by claim, and what speaks against it."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

from reportedly.linking.statements.claims import claims_of
from reportedly.linking.statements.likeness import (
    STEM,
    Seen,
    Speech,
    claim_of,
    common,
    common_but_names,
    weighed,
)
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
# idf up to which equal words are a topic, unless they are all that both say: one rare word, "the case" in what is said
# of it; and up to which, where it is not known who says them, they may be anybody's: "the tax bill".
TOPIC, SLIGHT = 10.0, 25.0
LITTLE = 30.0  # idf up to which a text is a slogan: whoever says it says it for himself, and again next week
# Days between reports of one statement: of one wording; of a slogan, or of one meaning if a person says so; of one
# meaning, or of part of a wording of nobody named. Who speaks daily says something else of one thing every time.
OCCASION, WEEK, NEARBY = 21, 7, 3
# idf of the telling words that two wordings of one meaning share at least: a rare word or two common ones; and where it
# is not known whether one speaker is credited, or whether it is the same week, three rare ones.
TELLING, UNNAMED = 6.0, 25.0
MOSTLY = 0.15  # share of the longer's telling words below which the longer is about something else
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
    if _is_inside(left, right) and not speech.same:
        return Comparison("different", NEVER, ("One is told in the words of the other.",))
    days = days_apart(left, right) if left.day and right.day else None
    whole, *parts = _closest(left.content, right.content, speech)
    if alignment:
        whole = whole._replace(shared=alignment.shared, run=alignment.run, weight=alignment.weight)
    all_said = max(whole.left.weight, whole.right.weight)
    best = _view(whole, speech, days, all_said)
    for part in parts:
        if part.probability > max(best.score, UNSURE):
            view = _view(part, speech, days, all_said)
            best = view if view.score > best.score else best
    verdict: Verdict = "same" if best.score >= SAME else "unsure" if best.score >= UNSURE else "different"
    reasons = (_likeness(best.seen, best.same_words), *(f"{why}." for _, why in best.doubts), *_conflict(speech))
    return Comparison(verdict, round(best.score, 3), reasons)


def same_wording(shared: float, run: int) -> bool:
    """Whether two contents are one wording: how much of the shorter is in the longer, how many words in a row."""
    return (shared >= ALIGNED and run >= RUN) or shared >= WHOLE


def _is_inside(left: Rendering, right: Rendering) -> bool:
    """Whether the content of one stands in that of the other, in one document: a nested report and its parent."""
    return left.document == right.document and (left.content in right.content or right.content in left.content)


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


Doubt = tuple[float, str]  # the most that a score may be, and why


class _View(NamedTuple):
    """Two contents or claims as they were seen, what speaks against them, and the score that this leaves."""

    seen: Seen
    same_words: bool
    doubts: tuple[Doubt, ...]
    score: float


def _view(seen: Seen, speech: Speech, days: int | None, all_said: float) -> _View:
    """What two claims tell of two reports, of which the one that says more weighs `all_said`."""
    part = seen.weight < WHOLE * all_said
    topic = part and min(seen.left.weight, seen.right.weight) < TOPIC
    same_words = same_wording(seen.shared, seen.run) and not topic
    doubts = tuple(_wording_doubts(seen, speech, days, part) if same_words else _meaning_doubts(seen, speech, days))
    return _View(seen, same_words, doubts, min([seen.probability, *(most for most, _ in doubts)]))


def _closest(left: str, right: str, speech: Speech) -> tuple[Seen, ...]:
    """The contents compared as a whole, and those of their claims that share most."""
    whole = weighed(claim_of(left), claim_of(right), speech)
    mine, other = claims_of(left)[:CLAIMS], claims_of(right)[:CLAIMS]
    if len(mine) == len(other) == 1:
        return (whole,)
    pairs = [(common(one, two), one, two) for one, two in product(map(claim_of, mine), map(claim_of, other))]
    closest = sorted(pairs, key=lambda pair: -pair[0])[:CLOSEST]  # of equals the first
    return (whole, *(weighed(one, two, speech) for weight, one, two in closest if weight))


def _wording_doubts(seen: Seen, speech: Speech, days: int | None, part: bool) -> Iterator[Doubt]:
    """What speaks against reports of the same words, `days` apart, None where that is not known.

    `part`: one of them says more than these words.
    """
    weight, days = min(seen.left.weight, seen.right.weight), days or 0
    if days > (WEEK if weight < LITTLE else OCCASION):
        yield NEVER, f"{days} days lie between them: said again, not the same statement"
    if speech.same is None and seen.weight < SLIGHT:
        yield UNSURE, "So few words may be anybody's, and it is not known that one speaker is credited with both"
    elif speech.same is None and (part or weight < LITTLE) and days > NEARBY:
        yield UNSURE, f"{days} days lie between them, and it is not known that one speaker is credited with both"
    if speech.same is False and (seen.shared < CERTAIN or seen.weight < MUCH):
        yield UNSURE if seen.shared >= CERTAIN else NEVER, "Different speakers are named, who may both have said this"


def _meaning_doubts(seen: Seen, speech: Speech, days: int | None) -> Iterator[Doubt]:
    """What speaks against reports of one meaning in other words, `days` apart, None where that is not known."""
    if days is None:
        if seen.common < UNNAMED:
            yield UNSURE, "It is not known how many days lie between them"
    elif days > NEARBY:
        yield NEVER if days > WEEK else UNSURE, f"{days} days lie between them"
    if speech.same is False:
        yield NEVER, "Different speakers are named"
    if seen.common < (UNNAMED if speech.same is None else TELLING):
        yield NEVER, "They share too few telling words"
    elif days and common_but_names(seen.left, seen.right) < TELLING:
        yield UNSURE, "They share little but names, and it is not said on one day"
    longer = max(seen.left.telling, seen.right.telling)
    if seen.common < MOSTLY * longer:
        yield UNSURE, "One of them says much more"
    if seen.left.numbers and seen.right.numbers and not seen.left.numbers & seen.right.numbers:
        yield UNSURE, "Their numbers differ"
    if seen.common >= ALIKE * longer and seen.left.negated != seen.right.negated:
        yield UNSURE, "Only one of them has a negation"


def _likeness(seen: Seen, same_words: bool) -> str:
    if same_words:
        return f"Same wording: {seen.shared:.0%} of the shorter is in the other, {seen.run} words in a row."
    shared = sorted(seen.left.stems.keys() & seen.right.stems.keys())
    words = dict.fromkeys(word.text for word in seen.left.words if word.text[:STEM] in shared)
    return f"Same meaning: both speak of {', '.join(words)}." if words else "They share no telling word."


def _conflict(speech: Speech) -> tuple[str, ...]:
    return ("Two speakers are named for it.",) if speech.same is False else ()
