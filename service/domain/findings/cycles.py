"""Domain: cycles in a graph of links: which events lie on one together, and one cycle of each such group."""

from collections import deque
from collections.abc import Collection, Mapping

Edges = Mapping[str, Collection[tuple[str, str]]]
"""From each event, the (event, relation) that come next."""


def groups(edges: Edges) -> list[set[str]]:
    """Events that reach each other, two or more (strongly connected components; Kosaraju's two passes)."""
    back: dict[str, list[tuple[str, str]]] = {}
    for near, steps in edges.items():
        for far, relation in steps:
            back.setdefault(far, []).append((near, relation))
    seen: set[str] = set()
    found = [_reached(event, back, seen) for event in reversed(_finished(edges)) if event not in seen]
    return [group for group in found if len(group) > 1]


def _finished(edges: Edges) -> list[str]:
    """Every event after all that it leads to, as far as there is such an order."""
    order: list[str] = []
    seen: set[str] = set()
    for root in sorted(edges):
        stack = [(root, False)]
        while stack:
            event, is_done = stack.pop()
            if is_done:
                order.append(event)
            elif event not in seen:
                seen.add(event)
                stack.append((event, True))
                stack.extend((far, False) for far, _ in edges.get(event, ()) if far not in seen)
    return order


def _reached(event: str, edges: Edges, seen: set[str]) -> set[str]:
    """What `event` leads to that was not seen before; it is then."""
    group, todo = {event}, [event]
    seen.add(event)
    while todo:
        for far, _ in edges.get(todo.pop(), ()):
            if far not in seen:
                seen.add(far)
                group.add(far)
                todo.append(far)
    return group


def shortest_cycle(start: str, edges: Edges) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A shortest cycle through `start`, which lies on one: its events from there on, and the relations between."""
    came: dict[str, tuple[str, str]] = {}
    edge = deque([start])
    while start not in came:
        near = edge.popleft()
        for far, relation in sorted(edges.get(near, ())):
            if far not in came:
                came[far] = (near, relation)
                edge.append(far)
    events, relations = [start], list[str]()
    while not relations or events[-1] != start:
        near, relation = came[events[-1]]
        events.append(near)
        relations.append(relation)
    return tuple(reversed(events[1:])), tuple(reversed(relations))
