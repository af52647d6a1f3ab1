"""Which reports render one statement: those near each other judged, and the groups that follow from the judgements."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from reportedly.linking.in_force import RANKS, in_force
from reportedly.linking.joining import Joined
from reportedly.linking.statements.anchors import bucket_of, buckets, keys
from reportedly.linking.statements.compare import compare
from reportedly.linking.statements.wording import wording
from reportedly.records import Judgement, Rendering

# What a report is compared with, so that the work is linear: of each anchor the first HOLDERS (design/tracing.md), of
# all these the CANDIDATES that share most anchors.
HOLDERS = 100
CANDIDATES = 40
# From here on two groups are one: chosen like `compare`'s SAME.
MEAN = 0.3


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
    by_model = ((pair, one) for pair, one in sorted(kept.items()) if one.judge == "model" and one.verdict == "same")
    grow(joined, [(*pair, one.score if one.score is not None else 1.0) for pair, one in by_model], days)
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


def grow(joined: Joined, alike: Iterable[tuple[str, str, float]], reports: Collection[str]) -> None:
    """Join groups of `reports` whose pairs are the same on the mean, the likeliest first.

    `alike` are pairs with the score that they are the same. Near-linear in the pairs: the group with fewer moves.
    """
    sizes = Counter(joined.root(report) for report in reports)
    scores: dict[str, dict[str, int]] = defaultdict(dict)  # between groups: summed scores in thousandths
    for left, right, score in alike:
        one, other = joined.root(left), joined.root(right)
        if one != other:
            scores[one][other] = scores[other][one] = scores[one].get(other, 0) + round(1000 * score)
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
        for third, summed in scores.pop(gone).items():
            del scores[third][gone]
            if third != root:
                scores[root][third] = scores[third][root] = scores[root].get(third, 0) + summed
        for third in scores[root]:
            heapq.heappush(heap, entry(root, third))
