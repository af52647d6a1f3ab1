"""Where each document may have a statement from: the outlets that it credits, the earlier documents that it copies."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportedly.linking.origins.access import marks_of
from reportedly.linking.origins.crediting import HELPED
from reportedly.linking.origins.moments import is_later, is_tied
from reportedly.linking.origins.passages import FEWEST_EIGHTS, REWORDED, SAME_COPY, Reuse, evidence, reuse
from reportedly.linking.origins.retold import HALF
from reportedly.linking.origins.stories import Credited, Story
from reportedly.linking.origins.variants import Said, variants
from reportedly.records import Edge

# Of documents of one time that share a passage, one is taken to be the source (see `stories`): nearly always rightly
# where there are several copies (edge F1 .94 and more, benchmarks/histories.py); of two alone it is a guess.
TIED = 0.6
# Both quote a statement or a post, and share a few sentences near it: these may be the statement's own.
RELEASED = 0.4
# One rare variant in common, and two: below any passage that is taken over (see `bond_of`). Where both show access of
# their own, one recording or one interpreter is misheard alike.
VARIANT, VARIANTS, HEARD = 0.55, 0.58, 0.4
# 5-grams, fours of names and pairs of telling words that two must share to be looked at: fewer than any `Reuse` has.
FEWEST_SHARED = 6
MOST_SHARING = 12  # documents remembered for a 5-gram; the pairs looked at grow with the documents, not their square
LOOKED_AT = 8  # documents that one is compared with, those that share most
ALIKE = 0.02  # a copy of a copy holds nearly as much of the first: within this share the earliest is the parent


class Parent(NamedTuple):
    """A place that a story may have the statement from: `node` is a document's id, or `outlet:` and a newsroom.

    `bond` is the probability that the two are not independent, whichever was first; that of the edge is never more.
    """

    edge: Edge
    node: str
    bond: float


def parents(told: Sequence[Story]) -> list[list[Parent]]:
    """For each story, in the same order, where it may have the statement from, the likeliest first."""
    credited = [_credited(story, told) for story in told]
    found = [{parent.node: parent for parent in these} for these in credited]
    places = {story.document.id: place for place, story in enumerate(told)}
    for here, there, shared in _copies(told):
        if told[here].document.id in found[there] and is_tied(told[here].moment, told[there].moment):
            here, there, shared = there, here, _turned(shared)  # the one that credits the other has it from there
        if _are_siblings(credited[here], credited[there], shared):
            continue
        copy = _copied(told[here], told[there], shared)
        if earlier := found[here].get(copy.node):
            copy = _both(earlier, copy)
        found[here][copy.node] = copy
    return [
        sorted(these.values(), key=lambda parent: (-parent.edge.confidence, places.get(parent.node, -1), parent.node))
        for these in found
    ]


def with_variants(
    told: Sequence[Story], possible: Sequence[Sequence[Parent]], voices: Mapping[str, str]
) -> list[list[Parent]]:
    """What each may rest on, rare variants of the statement's words taken in; `voices` are origins by document."""
    found = [list(these) for these in possible]
    reports = [max(story.reports, key=lambda report: len(report.content.text)) for story in told]
    said = [Said(report.content, voices[story.document.id]) for story, report in zip(told, reports, strict=True)]
    for shared in variants(said):
        story, source = told[shared.later], told[shared.earlier]
        heard = _has_access(story) and _has_access(source)
        bond = HEARD if heard else VARIANT if len(shared.here) == 1 else VARIANTS
        edge = Edge(
            report=reports[shared.later].id,
            document=story.document.id,
            how="variant",
            to_report=reports[shared.earlier].id,
            to_document=source.document.id,
            to_name=source.document.outlet,
            here=shared.here,
            there=shared.there,
            confidence=bond * TIED if is_tied(story.moment, source.moment) else bond,
        )
        these = [parent for parent in found[shared.later] if parent.node != source.document.id]
        before = next((parent for parent in found[shared.later] if parent.node == source.document.id), None)
        parent = Parent(edge, source.document.id, bond)
        these.append(_both(before, parent) if before else parent)
        found[shared.later] = sorted(these, key=lambda one: -one.edge.confidence)
    return found


def _has_access(story: Story) -> bool:
    return any(marks_of(report, story.document.text) for report in story.reports)


def _are_siblings(mine: Sequence[Parent], others: Sequence[Parent], shared: Reuse) -> bool:
    """Whether two have what they share from an outlet that both credit.

    An agency's name over both says so; "told the Courier" in both does not, where one is the other's copy as a whole.
    """
    nodes = {one.node for one in others}
    return any(one.node in nodes and (one.edge.how == "wire" or not shared.is_same_copy) for one in mine)


def _credited(story: Story, told: Sequence[Story]) -> list[Parent]:
    """Who the page itself credits, and who merely contributed; what lies behind is the credited outlet's affair."""
    nearest = story.credited[:1]
    helped = [one for one in story.credited[1:] if one.credit.confidence <= HELPED]
    return [_parent(story, one, told) for one in (*nearest, *helped)]


def _parent(story: Story, credited: Credited, told: Sequence[Story]) -> Parent:
    """The credited outlet's first report here, unless it is later; else the outlet by name."""
    here = [other for other in told if other.node == credited.node and not credited.may_mean]
    source = next((other for other in here if other is not story and not is_later(other.moment, story.moment)), None)
    credit = credited.credit
    edge = Edge(
        report=story.reports[0].id,
        document=story.document.id,
        how=credit.how,
        to_report=source.reports[0].id if source else None,
        to_document=source.document.id if source else None,
        to_name=credited.name,
        here=credit.spans,
        there=source.content if source else (),
        confidence=credit.confidence,
    )
    return Parent(edge, source.document.id if source else credited.node, credit.confidence)


def _copies(told: Sequence[Story]) -> list[tuple[int, int, Reuse]]:
    """Each story that shares a passage with an earlier one, that one, and what they share."""
    sharing: dict[str, list[int]] = {}
    found = []
    for here, story in enumerate(told):
        counts: Counter[int] = Counter()
        for gram in (*story.words.fives, *story.words.fours, *story.words.twos):
            if (holders := sharing.get(gram)) is None:
                sharing[gram] = [here]
                continue
            for place in holders:
                counts[place] += 1
            if len(holders) < MOST_SHARING:
                holders.append(here)
        near = [place for place, count in counts.most_common(LOOKED_AT) if count >= FEWEST_SHARED]
        reused = [(place, _reuse(story, told[place])) for place in sorted(near)]
        verified = [(place, shared) for place, shared in reused if shared]
        if verified:
            most = max(shared.amount for _, shared in verified)
            there, shared = next(pair for pair in verified if pair[1].amount >= most * (1 - ALIKE))
            found.append((here, there, evidence(story.words, told[there].words, shared)))
    return found


def _reuse(story: Story, other: Story) -> Reuse | None:
    return reuse(story.words, other.words, story.content, other.content)


def _turned(shared: Reuse) -> Reuse:
    pairs = sorted(zip(shared.there, shared.here, strict=True))
    here, there = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    return Reuse(shared.containment, shared.near, shared.named, shared.retold, shared.amount, here, there)


def _copied(story: Story, source: Story, shared: Reuse) -> Parent:
    bond = bond_of(shared)
    if not shared.is_same_copy and not shared.is_reworded and _quotes_a_document(story) and _quotes_a_document(source):
        bond = RELEASED
    edge = Edge(
        report=story.reports[0].id,
        document=story.document.id,
        how="copies",
        to_report=source.reports[0].id,
        to_document=source.document.id,
        to_name=source.document.outlet,
        here=shared.here,
        there=shared.there,
        confidence=bond * TIED if is_tied(story.moment, source.moment) else bond,
    )
    return Parent(edge, source.document.id, bond)


def bond_of(shared: Reuse) -> float:
    """The probability that two documents that share so much are not independent."""
    if shared.is_same_copy:
        return 0.9 + 0.18 * (shared.containment - SAME_COPY)
    if shared.is_reworded:
        return 0.8 + 0.2 * (shared.named - REWORDED)
    if shared.near >= FEWEST_EIGHTS:
        return 0.95 - 0.35 * math.pow(0.5, (shared.near - FEWEST_EIGHTS) / 5)
    return 0.65 + 0.3 * (shared.retold - HALF)


def _quotes_a_document(story: Story) -> bool:
    marks = (mark for report in story.reports for mark in marks_of(report, story.document.text))
    return any(mark.medium in ("document", "platform") for mark in marks)


def _both(credit: Parent, copy: Parent) -> Parent:
    """A source for which there is more than one kind of evidence: the stronger's edge with both, the credit's first."""
    edge = credit.edge
    taken = edge.there if edge.how == "copies" else ()
    sure = 1 - (1 - edge.confidence) * (1 - copy.bond)
    joined = Edge(
        report=edge.report,
        document=edge.document,
        how=edge.how,
        to_report=edge.to_report,
        to_document=edge.to_document,
        to_name=edge.to_name,
        here=(*edge.here, *copy.edge.here),
        there=(*taken, *copy.edge.there),
        confidence=sure,
    )
    return Parent(joined, credit.node, sure)
