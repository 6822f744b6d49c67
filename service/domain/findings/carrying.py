"""Domain: values that links carry from one moment to later ones."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush
from typing import NamedTuple

Node = str
Edge = tuple[Node, Node, str]
"""What is never later, what is never earlier, and the relation that says so ("" within one event)."""
_Onward = dict[Node, list[tuple[Node, str]]]
_Sent = tuple[int, int, Node, Node, str]
"""A value on its way, negated; the relations passed; the node it comes to, the one it comes from, and by what."""


class Reached(NamedTuple):
    """A value, and the node and relation by which it came."""

    value: int
    back: Node
    relation: str


def carried(own: Mapping[Node, int], edges: Iterable[Edge]) -> dict[Node, Reached]:
    """The greatest value that reaches each node from another one, where it is greater than the node's own.

    The greatest go first, on the way with the fewest relations, so a node is entered once: only what is narrowed costs.
    """
    onward: _Onward = {}
    for near, far, relation in edges:
        onward.setdefault(near, []).append((far, relation))
    todo = [sent for near in onward if near in own for sent in _send(near, own[near], 0, own, onward)]
    heapify(todo)
    reached: dict[Node, Reached] = {}
    while todo:
        value, steps, near, back, relation = heappop(todo)
        if near not in reached:
            reached[near] = Reached(-value, back, relation)
            for sent in _send(near, -value, steps, own, onward):
                heappush(todo, sent)
    return reached


def _send(near: Node, value: int, steps: int, own: Mapping[Node, int], onward: _Onward) -> Iterator[_Sent]:
    for far, relation in onward.get(near, ()):
        if far not in own or value > own[far]:
            yield -value, steps + bool(relation), far, near, relation
