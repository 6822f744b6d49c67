"""Domain: dates that relations narrow: bounds carried along chains, each with the path that proves it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain
from typing import Final, Literal, NamedTuple

from service.domain.bounds import HALF_DAY
from service.domain.spans import Span


class Rule(NamedTuple):
    """A relation's time rule: the response starts no earlier than the cause starts, or ends."""

    relation: str
    cause: str
    response: str
    after: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A second beyond which an event cannot start, and the relations that carry it there from its witness."""

    second: int
    witness: str
    """The event whose own date the bound rests on."""
    path: tuple[str, ...]
    """Relations in the direction of time."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """An event whose start the relations narrow; None on a side that they leave as it is."""

    event: str
    earliest: Bound | None
    latest: Bound | None
    contradicted: bool
    """No date at all fits the relations taken together."""


_Node = str
"""An event's id stands for its start; with _END behind it, for its end."""
_END: Final = " end"
_Edge = tuple[_Node, _Node, str]
"""What is never later, what is never earlier, and the relation that says so ("" within one event)."""
_Onward = dict[_Node, list[tuple[_Node, str]]]
_Sent = tuple[int, int, _Node, _Node, str]
"""A value on its way, negated; the relations passed; the node it comes to, the one it comes from, and by what."""


class _Reached(NamedTuple):
    value: int
    back: _Node
    relation: str


def narrow(spans: Mapping[str, Span], rules: Iterable[Rule], *, slack: int = HALF_DAY) -> Iterator[Narrowed]:
    """Every event whose start the rules together narrow, in the order of ids.

    A value without an offset may be off by `slack` to either side; a qualified value bounds nothing, but may itself be
    narrowed. Exact: for each bound there are dates that meet it and every rule, unless the event is contradicted.
    """
    rules = list(rules)
    two_sided = {event for event, span in spans.items() if span.start != span.end}
    two_sided |= {rule.cause for rule in rules if rule.after == "end"}
    edges = [*_edges(rules), *((event, event + _END, "") for event in two_sided)]
    own_low, own_high = (_own(spans, two_sided, slack, sign=sign) for sign in (1, -1))
    low = _carried(own_low, edges)
    high = _carried(own_high, [(far, near, relation) for near, far, relation in edges])
    for event in sorted(spans.keys() & (low.keys() | high.keys())):
        least = low[event].value if event in low else own_low.get(event)
        most = high[event].value if event in high else own_high.get(event)
        contradicted = least is not None and most is not None and least > -most
        shown, off = spans[event].start, 0 if spans[event].start_zoned else slack
        earliest = _bound(event, low, shown.earliest, sign=1, off=off)
        latest = _bound(event, high, shown.latest, sign=-1, off=off)
        if earliest or latest:
            yield Narrowed(event, earliest, latest, contradicted)


def _edges(rules: Iterable[Rule]) -> Iterator[_Edge]:
    for relation, cause, response, after in rules:
        yield cause if after == "start" else cause + _END, response, relation


def _own(
    spans: Mapping[str, Span], two_sided: Collection[str], slack: int, *, sign: Literal[1, -1]
) -> dict[_Node, int]:
    """The earliest instant that each side can be by its own value; with sign -1 the latest, negated."""
    starts = ((event, spans[event].start, spans[event].start_zoned) for event in spans if not spans[event].qualified)
    ends = (
        (event + _END, spans[event].end, spans[event].end_zoned) for event in two_sided if not spans[event].qualified
    )
    own: dict[_Node, int] = {}
    for node, bounds, zoned in chain(starts, ends):
        second = bounds.earliest if sign == 1 else bounds.latest
        if second is not None:
            own[node] = sign * second - (0 if zoned else slack)
    return own


def _carried(own: Mapping[_Node, int], edges: Iterable[_Edge]) -> dict[_Node, _Reached]:
    """The greatest value that reaches each node from another one, where it is greater than the node's own.

    The greatest go first, on the way with the fewest relations, so a node is entered once: only what is narrowed costs.
    """
    onward: _Onward = {}
    for near, far, relation in edges:
        onward.setdefault(near, []).append((far, relation))
    todo = [sent for near in onward if near in own for sent in _send(near, own[near], 0, own, onward)]
    heapify(todo)
    reached: dict[_Node, _Reached] = {}
    while todo:
        value, steps, near, back, relation = heappop(todo)
        if near not in reached:
            reached[near] = _Reached(-value, back, relation)
            for sent in _send(near, -value, steps, own, onward):
                heappush(todo, sent)
    return reached


def _send(near: _Node, value: int, steps: int, own: Mapping[_Node, int], onward: _Onward) -> Iterator[_Sent]:
    for far, relation in onward.get(near, ()):
        if far not in own or value > own[far]:
            yield -value, steps + bool(relation), far, near, relation


def _bound(
    event: str, reached: Mapping[_Node, _Reached], shown: int | None, *, sign: Literal[1, -1], off: int
) -> Bound | None:
    """What reached an event from others, if it is closer than the bound that is shown; with the way it came."""
    path, node = [], event
    while step := reached.get(node):
        path.append(step.relation)
        node = step.back
    relations = tuple(relation for relation in path[::-sign] if relation)
    if not relations:
        return None
    second = reached[event].value - off
    is_closer = shown is None or second > sign * shown
    return Bound(sign * second, node.removesuffix(_END), relations) if is_closer else None
