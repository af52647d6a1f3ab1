"""Circles in a graph: who leads back to itself, by way of whom."""

from collections.abc import Mapping, Set


def circles(graph: Mapping[str, Set[str]]) -> tuple[tuple[str, ...], ...]:
    """The sets of nodes that all lead to one another, each in order of name; a node that leads to itself is none.

    >>> circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})
    (('a', 'b', 'c'),)
    """
    rest = {node: {*targets} - {node} for node, targets in graph.items()}
    while dead := {node for node, targets in rest.items() if not targets & rest.keys()}:
        rest = {node: targets for node, targets in rest.items() if node not in dead}
    reached = {node: _reached(rest, node) for node in rest}
    found = {frozenset(other for other in reached[node] if node in reached.get(other, ())) for node in rest}
    return tuple(sorted(tuple(sorted(circle)) for circle in found if len(circle) > 1))


def _reached(graph: Mapping[str, Set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for target in graph.get(ahead.pop(), ()):
            if target in graph and target not in seen:
                seen.add(target)
                ahead.append(target)
    return seen
