"""What the forms that describe things share: a node for each thing, described once, without what is not known."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from reportedly.exports.json_array import write_array
from reportedly.text.json_line import json_line

Node = dict[str, Any]


def write_graph(context: Node, nodes: Iterable[Node], out: BinaryIO) -> None:
    """One JSON-LD document that needs no other: its context stands in it; a line a node."""
    write_array(map(told, nodes), out, f'{{"@context":{json_line(context)},"@graph":[', "]}")


def new(nodes: Iterable[Node], seen: set[str], key: str = "@id") -> Iterator[Node]:
    """Those of the nodes that are not in `seen` by their name, which is put there."""
    for node in nodes:
        if node[key] not in seen:
            seen.add(node[key])
            yield node


def told(node: Node) -> Node:
    """The node without what is not known.

    >>> told({"@id": "a", "name": None, "author": []})
    {'@id': 'a'}
    """
    return {name: value for name, value in node.items() if value is not None and value != []}
