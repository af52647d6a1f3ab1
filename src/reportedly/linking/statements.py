"""Which reports render one statement: reports compared two by two, and the groups that follow from the judgements."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from reportedly.linking.anchors import bucket_of, buckets, keys
from reportedly.linking.claims import claims_of
from reportedly.linking.cluster import RANKS, in_force
from reportedly.linking.joining import Joined
from reportedly.linking.likeness import STEM, Seen, Speech, claim_of, common, weighed
from reportedly.linking.wording import wording
from reportedly.records import Alignment, Judgement, Rendering, Verdict

# What a report is compared with, so that the work is linear: of each anchor the first HOLDERS (design/tracing.md), of
# all these the CANDIDATES that share most anchors.
HOLDERS = 100
CANDIDATES = 40
# Claims of one content that are compared with those of another: the first; what is longer is a speech in full.
CLAIMS = 12
CLOSEST = 3  # pairs of claims that are laid side by side, those that have most telling words in common

# From here on two reports are one statement, a person should look, two groups are one. Not plain probabilities: the
# best by leaving events out, docs/decisions/0012-statements.md.
SAME, UNSURE, MEAN = 0.35, 0.2, 0.3
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


def judge_near(new: Rendering, near: Sequence[Rendering], by: str, decided: str) -> tuple[Judgement, ...]:
    """What the model says of one report and those `near` it, in any order: only those that share an anchor count.

    `group` says the same of each pair, as long as no anchor has more than HOLDERS reports and no report more than
    CANDIDATES to be compared with; past that, if `near` are those with a smaller number.
    """
    asked, where = set(keys(wording(new.content), new.actor)), buckets(new.day)
    known = {one.number: one for one in near if one.number != new.number and bucket_of(one.day) in where}
    shared = Counter(
        {number: len(asked.intersection(keys(wording(one.content), one.actor))) for number, one in known.items()}
    )
    return _judged(new, shared, known, by, decided)


def group(renderings: Iterable[Rendering], by: str, decided: str) -> tuple[Judgement, ...]:
    """The model's judgements of all reports: what `judge_near` says of each in order of `number` and those before it.

    Linear in their number: each is compared with CANDIDATES at most, found among HOLDERS an anchor.
    """
    holders: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    known: dict[int, Rendering] = {}
    found: list[Judgement] = []
    for new in sorted(renderings, key=lambda one: one.number):
        anchored = keys(wording(new.content), new.actor)
        shared: Counter[int] = Counter()
        for held in (holders[bucket] for bucket in buckets(new.day) if bucket in holders):
            shared.update(number for key in anchored if key in held for number in held[key])
        found.extend(_judged(new, shared, known, by, decided))
        known[new.number] = new
        here = holders[bucket_of(new.day)]
        for key in anchored:
            if len(here[key]) < HOLDERS:
                here[key].append(new.number)
    return tuple(found)


def _judged(
    new: Rendering, shared: Counter[int], known: Mapping[int, Rendering], by: str, decided: str
) -> tuple[Judgement, ...]:
    """Judgements on a report and the likeliest of those it shares anchors with; "different" is what goes unsaid."""
    ranked = sorted((number for number, count in shared.items() if count), key=lambda number: (-shared[number], number))
    found = []
    for number in ranked[:CANDIDATES]:
        left, right = sorted((new.report, known[number].report))
        seen = compare(new, known[number])
        if left != right and seen.verdict != "different":
            found.append(
                Judgement("statement", left, right, seen.verdict, seen.score, seen.reasons, "model", by, decided)
            )
    return tuple(sorted(found, key=lambda one: (one.left, one.right or "")))


def statements(judgements: Iterable[Judgement], renderings: Iterable[Rendering]) -> dict[str, str]:
    """For each report (id) the report that stands for its statement: equal where they render one.

    What people say comes first, and keeps apart what they call different. Then groups grow by what the model says, the
    likeliest first: two become one while the mean score of all pairs between them, 0 for those that it does not call
    the same, is MEAN. So a chain of lucky likenesses holds nothing together. Judgements on other reports are left out.
    """
    days = {one.report: one for one in sorted(renderings, key=lambda one: -one.number)}
    kept = {
        pair: judgement
        for pair, judgement in in_force(judgements, "statement").items()
        if pair[0] in days and pair[1] in days
    }
    joined = _as_people_say(kept)
    _grow(joined, [(pair, one) for pair, one in sorted(kept.items()) if one.judge == "model"], days)
    members: dict[str, list[str]] = defaultdict(list)
    for report in days:
        members[joined.root(report)].append(report)
    heads = {root: min(some, key=lambda id: (days[id].day or "9999", id)) for root, some in members.items()}
    return {report: heads[joined.root(report)] for report in days}


def _as_people_say(kept: Mapping[tuple[str, str], Judgement]) -> Joined:
    joined = Joined()
    for pair, judgement in kept.items():
        if judgement.verdict == "different":
            joined.part(*pair, RANKS[judgement.judge])
    said = [(pair, one) for pair, one in kept.items() if one.verdict == "same" and one.judge != "model"]
    for pair, one in sorted(said, key=lambda said: (-RANKS[said[1].judge], said[0])):
        joined.join(*pair, RANKS[one.judge])
    return joined


def _grow(joined: Joined, said: Sequence[tuple[tuple[str, str], Judgement]], reports: Iterable[str]) -> None:
    """Join groups whose pairs are the same on the mean; near-linear in the pairs, the group with fewer moves."""
    sizes = Counter(joined.root(report) for report in reports)
    scores: dict[str, dict[str, int]] = defaultdict(dict)  # between groups: summed scores in thousandths
    for (left, right), judgement in said:
        one, other = joined.root(left), joined.root(right)
        if judgement.verdict == "same" and one != other:
            score = round(1000 * (judgement.score if judgement.score is not None else 1.0))
            scores[one][other] = scores[other][one] = scores[one].get(other, 0) + score
    firsts = {root: root for root in sizes}
    for report in reports:
        root = joined.root(report)
        firsts[root] = min(firsts[root], report)

    def mean(one: str, other: str) -> int:
        few, many = sorted((sizes[one], sizes[other]))
        return scores[one][other] * 1000 // (few * min(many, CANDIDATES))

    def entry(one: str, other: str) -> tuple[int, str, str, str, str]:
        first, second = sorted((one, other), key=lambda root: firsts[root])
        return -mean(one, other), firsts[first], firsts[second], first, second

    heap = [entry(one, other) for one, others in scores.items() for other in others if one < other]
    heapq.heapify(heap)
    while heap and heap[0][0] <= -MEAN * 1_000_000:
        top = heapq.heappop(heap)
        one, other = top[3:]
        if other not in scores.get(one, {}) or entry(one, other) != top:
            continue  # what it says is no longer so
        if not joined.join(one, other, RANKS["model"]):
            del scores[one][other], scores[other][one]
            continue
        root = joined.root(one)
        gone = other if root == one else one
        sizes[root] += sizes.pop(gone)
        firsts[root] = min(firsts[root], firsts.pop(gone))
        for third, score in scores.pop(gone).items():
            del scores[third][gone]
            if third != root:
                scores[root][third] = scores[third][root] = scores[root].get(third, 0) + score
        for third in scores[root]:
            heapq.heappush(heap, entry(root, third))
