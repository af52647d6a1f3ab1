"""The way of each story to its root: parents chosen, circles cut, the way on from outlets outside the ledger."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportedly.linking.origins.newsrooms import newsroom
from reportedly.linking.origins.parents import Parent
from reportedly.linking.origins.stories import Story

SHOWN = 0.5  # a parent that is likelier than not is shown as an edge; a lesser one counts in the expected number only


class Descent(NamedTuple):
    """Stories by document, all that each may rest on, the parent chosen, and where credited outlets lead on to.

    Nodes are documents' ids, and `outlet:` with a newsroom for outlets that are credited.
    """

    stories: Mapping[str, Story]
    possible: Mapping[str, Sequence[Parent]]
    chosen: Mapping[str, Parent]
    onward: Mapping[str, str]

    def next(self, node: str) -> str | None:
        """What a node rests on."""
        chosen = self.chosen.get(node)
        return chosen.node if chosen else self.onward.get(node)

    def root(self, node: str) -> str:
        """The node at which the way from this one ends."""
        while further := self.next(node):
            node = further
        return node

    def origin(self, node: str) -> str:
        """The root's newsroom: what counts as one origin."""
        root = self.root(node)
        return self.stories[root].node if root in self.stories else root


def descend(told: Sequence[Story], possible: Sequence[Sequence[Parent]]) -> Descent:
    """The descent of stories in order of time, given what each may rest on, the likeliest first."""
    by_document = {story.document.id: story for story in told}
    all_possible = dict(zip(by_document, possible, strict=True))
    chosen = {id: these[0] for id, these in all_possible.items() if these and these[0].bond >= SHOWN}
    onward = _onward(told)
    while weakest := _weakest_in_circle(by_document, chosen, onward):
        (chosen if weakest in chosen else onward).pop(weakest)
    return Descent(by_document, all_possible, chosen, onward)


def _onward(told: Sequence[Story]) -> dict[str, str]:
    """Where credited outlets have it from, as those who credit them say: "the Courier, citing Interfax".

    A name that fits more than one outlet leads to the first of them, so that it counts as no origin of its own.
    """
    first = {story.node: story.document.id for story in reversed(told)}
    found: dict[str, str] = {}
    for story in told:
        for one in story.line:
            if one.may_mean:
                nodes = {f"outlet:{newsroom(outlet)}" for outlet in one.may_mean}
                found[one.node] = next(other.document.id for other in told if other.node in nodes)
        for near, far in pairwise(one.node for one in story.line):
            found.setdefault(near, first.get(far, far))
    return found


def _weakest_in_circle(
    by_document: Mapping[str, Story], chosen: Mapping[str, Parent], onward: Mapping[str, str]
) -> str | None:
    """The node of a circle whose way on is the least certain; None where no way leads back."""
    sound: set[str] = set()
    for start in by_document:
        path: list[str] = []
        node: str | None = start
        while node is not None and node not in sound and node not in path:
            path.append(node)
            node = chosen[node].node if node in chosen else onward.get(node)
        if node in path:
            circle = path[path.index(node) :]
            return min(circle, key=lambda one: (chosen[one].edge.confidence if one in chosen else 0.0, one))
        sound.update(path)
    return None
