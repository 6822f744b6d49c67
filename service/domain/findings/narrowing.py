"""Domain: dates that relations narrow: bounds carried along chains, each with the path that proves it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal, NamedTuple

from service.domain.bounds import HALF_DAY, Bounds
from service.domain.findings.carrying import Edge, Node, Reached, carried
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


_END: Final = " end"
"""A node is an event's id, which stands for its start; with this behind it, for its end."""


def narrow(spans: Mapping[str, Span], rules: Iterable[Rule], *, slack: int = HALF_DAY) -> Iterator[Narrowed]:
    """Every event whose start the rules together narrow, in the order of ids.

    A value without an offset may be off by `slack` to either side; a qualified value bounds nothing, but may itself be
    narrowed. Exact: for each bound there are dates that meet it and every rule, unless the event is contradicted.
    """
    rules = list(rules)
    two_sided = {event for event, span in spans.items() if _of_start(span) != _of_end(span)}
    two_sided |= {rule.cause for rule in rules if rule.after == "end"}
    edges = [*_edges(rules), *((event, event + _END, "") for event in two_sided)]
    own_low, own_high = (_own(spans, two_sided, slack, sign=sign) for sign in (1, -1))
    low = carried(own_low, edges)
    high = carried(own_high, [(far, near, relation) for near, far, relation in edges])
    for event in sorted(spans.keys() & (low.keys() | high.keys())):
        least = low[event].value if event in low else own_low.get(event)
        most = high[event].value if event in high else own_high.get(event)
        contradicted = least is not None and most is not None and least > -most
        shown, off = spans[event].start, 0 if spans[event].start_zoned else slack
        earliest = _bound(event, low, shown.earliest, sign=1, off=off)
        latest = _bound(event, high, shown.latest, sign=-1, off=off)
        if earliest or latest:
            yield Narrowed(event, earliest, latest, contradicted)


def _of_start(span: Span) -> tuple[Bounds, bool]:
    return span.start, span.start_zoned


def _of_end(span: Span) -> tuple[Bounds, bool]:
    return span.end, span.end_zoned


def _edges(rules: Iterable[Rule]) -> Iterator[Edge]:
    for relation, cause, response, after in rules:
        yield cause if after == "start" else cause + _END, response, relation


def _own(spans: Mapping[str, Span], two_sided: Collection[str], slack: int, *, sign: Literal[1, -1]) -> dict[Node, int]:
    """The earliest instant that each side can be by its own value; with sign -1 the latest, negated."""
    starts = ((event, *_of_start(spans[event])) for event in spans if not spans[event].qualified)
    ends = ((event + _END, *_of_end(spans[event])) for event in two_sided if not spans[event].qualified)
    own: dict[Node, int] = {}
    for node, bounds, zoned in chain(starts, ends):
        second = bounds.earliest if sign == 1 else bounds.latest
        if second is not None:
            own[node] = sign * second - (0 if zoned else slack)
    return own


def _bound(
    event: str, reached: Mapping[Node, Reached], shown: int | None, *, sign: Literal[1, -1], off: int
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
