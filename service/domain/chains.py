"""Domain: walks over relations, and the search for a cycle; what a link is, storage says."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from service.domain.errors import Conflict

UNLIMITED: Final = 1 << 31


@dataclass(frozen=True, slots=True)
class Link:
    """A relation seen from one end: from an event (`near`) one step on (`far`)."""

    relation: str
    near: str
    far: str
    far_order: tuple[Any, ...] = ()
    """Where `far` stands in the order of dates."""
    body: str = ""
    confidence: int = 0
    """0 to 100; none counts as 0."""


LinksOf = Callable[[Collection[str]], Iterable[Link]]
"""All chosen links that leave these events: one query."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk reached: the depth of each event, each link once, and whether anything was left off."""

    depths: dict[str, int]
    links: tuple[Link, ...] = ()
    truncated: bool = False


def walk(root: str, links_of: LinksOf, *, depth: int | None, limit: int) -> Walk:
    """Breadth first from `root`, at most `depth` levels and `limit` further events; ends on any graph.

    Where the limit cuts a level, its earliest events stay. Asks `links_of` once a level.
    """
    depths, seen, frontier, truncated = {root: 0}, dict[str, Link](), [root], False
    for level in range(1, (UNLIMITED if depth is None else depth) + 2):
        links = list(links_of(frontier))
        seen |= {link.relation: link for link in links}
        found = {link.far: link.far_order for link in links if link.far not in depths}
        room = 0 if depth is not None and level > depth else limit + 1 - len(depths)
        truncated = truncated or len(found) > room
        frontier = sorted(found, key=lambda event: (found[event], event))[:room]
        if not frontier:
            break
        depths |= dict.fromkeys(frontier, level)
    inside = tuple(link for link in seen.values() if link.near in depths and link.far in depths)
    return Walk(depths, inside, truncated)


def refuse_cycle(cause: str, response: str, *, onward: LinksOf, backward: LinksOf) -> None:
    """Raises Conflict with the cycle if cause → response would close one.

    Looks for a way from response to cause, each time from the side that has fewer events to ask about, and of two equal
    ones from that which reached fewer: a new event at either end settles it in two queries, however long the chain.
    """
    ahead: dict[str, str | None] = {response: None}
    behind: dict[str, str | None] = {cause: None}
    edge_ahead, edge_behind = [response], [cause]
    meeting = response if response == cause else None
    while meeting is None and edge_ahead and edge_behind:
        if (len(edge_ahead), len(ahead)) <= (len(edge_behind), len(behind)):
            edge_ahead, meeting = _step(edge_ahead, ahead, behind, onward)
        else:
            edge_behind, meeting = _step(edge_behind, behind, ahead, backward)
    if meeting is not None:
        way = [*reversed(_trail(meeting, ahead)), *_trail(meeting, behind)[1:]]
        raise Conflict(f"this would close a cycle within one viewpoint: {' → '.join([cause, *way])}")


def _step(
    edge: list[str], reached: dict[str, str | None], other: Collection[str], links_of: LinksOf
) -> tuple[list[str], str | None]:
    fresh = []
    for link in links_of(edge):
        if link.far not in reached:
            reached[link.far] = link.near
            fresh.append(link.far)
            if link.far in other:
                return fresh, link.far
    return fresh, None


def _trail(event: str | None, reached: dict[str, str | None]) -> list[str]:
    trail = []
    while event is not None:
        trail.append(event)
        event = reached[event]
    return trail
