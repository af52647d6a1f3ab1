"""Where a statement's reports come from: who has it from whom, and how many had it of their own.

The graph has an edge from a report to the earlier one, or to the outlet, that it rests on; every edge has evidence in
the texts. Time alone makes none, and equal quotations make none: many reporters hear one speech. A report without an
edge is an origin report. What nothing shows stays unknown: an origin report with no sign of its own access may rest on
any other, which is why three numbers are given: the count, the fewest, the expected.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Literal

import msgspec

from reportedly.linking.origins.access import Mark, events, marks_of
from reportedly.linking.origins.circles import circles
from reportedly.linking.origins.descent import Descent, descend
from reportedly.linking.origins.moments import ANY, earliest, is_tied
from reportedly.linking.origins.newsrooms import is_described
from reportedly.linking.origins.parents import Parent, parents, with_variants
from reportedly.linking.origins.standing import Elsewhere, passages, standing
from reportedly.linking.origins.stories import Credited, Story, Telling, stories
from reportedly.records import Edge

Standing = Literal["copy", "witness", "unsupported"]
Marks = Mapping[str, Sequence[Mark]]
ROUNDS = 3  # in which standing text is looked for: what is left after two notes and a background is a story


class Told(msgspec.Struct, frozen=True):
    """One report of the statement, and how its document stands.

    It rests on another (`copy`), or it is an origin report, with a sign of direct access (`witness`) or without
    (`unsupported`).
    """

    report: str
    document: str
    outlet: str | None
    published: str | None
    standing: Standing


class Lineage(msgspec.Struct, frozen=True):
    """A statement's way through its reports, which are in order of time.

    `edges` are one for each document that rests on another, to its likeliest parent. `origins` counts the newsrooms of
    the origin reports, and the outlets outside the ledger that are credited and lead no further; `origins_min` those of
    them that certainly had access of their own, at least 1; `origins_expected` weighs each edge by its confidence.
    `witnesses` counts the origins with a sign of direct access, `events` the occasions that these attended to.
    `outside` names the origins of which the ledger has no report that could be the one credited. `earliest` are the
    documents that may have been first: more than one where times overlap. `circular` are outlets that credit one
    another in a circle. `notes` say in words what is not known.
    """

    statement: str
    reports: tuple[Told, ...]
    edges: tuple[Edge, ...]
    origins: int
    origins_min: int
    origins_expected: float
    events: int
    witnesses: int
    outside: tuple[str, ...]
    earliest: tuple[str, ...]
    circular: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def lineage(statement: str, tellings: Iterable[Telling], elsewhere: Elsewhere = lambda _: ()) -> Lineage:
    """The lineage of one statement from all its reports; `elsewhere` finds documents of other statements by passages.

    Reports of one document count as one. The result does not depend on the order of the tellings.
    """
    told, possible = _without_standing(stories(tellings), elsewhere)
    descent = descend(told, possible)
    voices = {story.document.id: descent.origin(story.document.id) for story in told}
    descent = descend(told, with_variants(told, possible, voices))
    marks = _marks(descent)
    origins = sorted({descent.origin(story.document.id) for story in told})
    shown = [marks[origin] for origin in origins if origin in marks]
    circular = _circular(told)
    first = tuple(told[place].document.id for place in earliest([story.moment for story in told]))
    fewest = _fewest(descent, marks)
    return Lineage(
        statement=statement,
        reports=tuple(_told(descent, marks)),
        edges=tuple(descent.chosen[id].edge for id in descent.stories if id in descent.chosen),
        origins=len(origins),
        origins_min=fewest,
        origins_expected=round(max(_expected(descent), fewest), 3),
        events=events(shown),
        witnesses=len(shown),
        outside=_outside(descent),
        earliest=first,
        circular=circular,
        notes=tuple(_notes(descent, marks, first, circular)),
    )


def _without_standing(
    told: Sequence[Story], elsewhere: Elsewhere
) -> tuple[Sequence[Story], Sequence[Sequence[Parent]]]:
    """The stories without standing text, and what each may rest on."""
    possible, asked = parents(told), frozenset[str]()
    for _ in range(ROUNDS):
        new = [passage for passage in passages(told, possible) if passage not in asked]
        grams = standing(told, elsewhere(new)) if new else frozenset()
        if not grams:
            break
        asked = asked.union(new)
        told = [story._replace(words=story.words.without(grams)) for story in told]
        possible = parents(told)
    return told, possible


def _marks(descent: Descent) -> dict[str, list[Mark]]:
    """The signs of direct access of each origin that has any.

    A story in the ledger speaks for itself. For an outlet outside it, those who have it from there speak: what an
    agency's copy says of the occasion, the agency says. "told the Courier" is the Courier's interview, in the ledger
    or not.
    """
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for id, story in descent.stories.items():
        origin, root = descent.origin(id), descent.root(id)
        if root == id or root not in descent.stories:
            for report in story.reports:
                found[origin] += (_owned(mark, origin) for mark in marks_of(report, story.document.text))
        for one in story.line:
            if one.credit.told and not one.may_mean and _origin_of(descent, one) == origin:
                found[origin].append(Mark("interview", origin.removeprefix("outlet:"), one.credit.spans))
    return {origin: these for origin, these in found.items() if these}


def _owned(mark: Mark, origin: str) -> Mark:
    """An interview is the origin's, whoever prints it."""
    return mark._replace(name=origin.removeprefix("outlet:")) if mark.medium == "interview" else mark


def _origin_of(descent: Descent, credited: Credited) -> str:
    return descent.origin(credited.node) if credited.node in descent.onward else credited.node


def _told(descent: Descent, marks: Marks) -> Iterator[Told]:
    for id, story in descent.stories.items():
        standing: Standing = "witness" if descent.origin(id) in marks else "unsupported"
        if id in descent.chosen:
            standing = "copy"
        for report in story.reports:
            yield Told(report.id, id, story.document.outlet, story.document.published, standing)


def _fewest(descent: Descent, marks: Marks) -> int:
    """How many origins there are at least: those with access of their own that nothing ties to another, however weakly.

    An outlet outside that is known by a sign of access counts if one of those who credit it rests on nothing else.
    """
    certain = set()
    for id, story in descent.stories.items():
        if not descent.possible[id] and story.node in marks:
            certain.add(story.node)
        elif descent.root(id) not in descent.stories and len(descent.possible[id]) == 1 and descent.origin(id) in marks:
            certain.add(descent.origin(id))
    return max(min(1, len(descent.stories)), len(certain))


def _expected(descent: Descent) -> float:
    """The expected number of origins, if the edges were true independently, each with its confidence."""
    missing: defaultdict[str, list[float]] = defaultdict(list)  # by origin, the chances that it is none
    named: defaultdict[str, list[float]] = defaultdict(list)  # by outlet outside, the chances that it is not credited
    for id, story in descent.stories.items():
        bonds = [parent.bond for parent in descent.possible[id]]
        missing[story.node].append(max(bonds, default=0.0))
        for parent in descent.possible[id]:
            if parent.node not in descent.stories and parent.node not in descent.onward:
                named[parent.node].append(1 - parent.bond)
            elif parent.node in descent.onward and (root := descent.root(parent.node)) not in descent.stories:
                named[root].append(1 - parent.bond)
    for node, chances in named.items():
        missing[node].append(prod(chances))
    return sum(1 - prod(chances) for chances in missing.values())


def _outside(descent: Descent) -> tuple[str, ...]:
    """The names of the origins outside the ledger."""
    roots = {descent.root(id) for id in descent.stories} - descent.stories.keys()
    names = {one.node: one.name for story in descent.stories.values() for one in story.line}
    return tuple(sorted(names[root] for root in roots))


def _circular(told: Sequence[Story]) -> tuple[tuple[str, ...], ...]:
    """The outlets that credit one another in a circle, by the names that the ledger knows them by."""
    graph: defaultdict[str, set[str]] = defaultdict(set)
    for story in told:
        graph[story.node] |= {one.node for one in story.line[:1]}
    known = {story.node: story.document.outlet or "" for story in reversed(told)}
    return tuple(tuple(sorted(known[node] for node in circle)) for circle in circles(graph))


def _notes(descent: Descent, marks: Marks, first: Sequence[str], circular: Sequence[Sequence[str]]) -> Iterator[str]:
    here = {story.node for story in descent.stories.values()}
    for circle in circular:
        yield f"{' and '.join(circle)} credit one another in a circle: nothing here shows who had it first."
    for id, parent in descent.chosen.items():
        story, source = descent.stories[id], descent.stories.get(parent.node)
        if source:
            if parent.edge.how == "copies" and is_tied(story.moment, source.moment):
                yield f"{_named(story)} and {_named(source)}: which copied the other is not known, nor who was first."
            continue
        credited = next(one for one in story.credited if one.node == parent.node)
        if credited.may_mean:
            yield f"{_named(story)} credits “{credited.name}”, which may be {' or '.join(credited.may_mean)}."
        elif credited.node in here:
            yield f"{_named(story)} credits {credited.name}, of which there is no earlier report here."
        elif is_described(credited.name):
            yield f"{_named(story)} credits “{credited.name}”, which names nobody."
    bare = [id for id in descent.stories if id not in descent.chosen and descent.origin(id) not in marks]
    if len(bare) > 1:
        yield f"{len(bare)} reports show neither where they have it from nor access of their own: they may share one."
    if len(first) > 1:
        yield f"{len(first)} documents may have been first: their times overlap or are unknown."
    if unknown := sum(story.moment == ANY for story in descent.stories.values()):
        yield f"Of {unknown} documents the time is unknown."


def _named(story: Story) -> str:
    return story.document.outlet or story.document.title or story.document.origin
