"""Domain: the shortest chains from a cause to a response."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from service.domain.chains import UNLIMITED, Link, LinksOf

LOOKED_AT: Final = 50_000
"""Events that one search reaches before it gives up, so that no question about a large graph is endless."""

Chain = tuple[Link, ...]
"""Links in the direction of time: the first one leaves the cause, the last one ends at the response."""


@dataclass(frozen=True, slots=True)
class Shortest:
    """All chains of the least length, in order, at most so many; `cut` when depth or LOOKED_AT ended the search, or
    chains were left off."""

    chains: tuple[Chain, ...]
    cut: bool = False


@dataclass(slots=True)
class Ends:
    """The question: from where to where, over which links."""

    cause: str
    response: str
    onward: LinksOf
    backward: LinksOf
    depth: int | None = None


class Remembered:
    """Links that are asked for once, whatever the number of searches over them."""

    def __init__(self, links_of: LinksOf) -> None:
        self.links_of = links_of
        self.known: dict[str, list[Link]] = {}

    def __call__(self, events: Collection[str]) -> Iterator[Link]:
        new = [event for event in events if event not in self.known]
        self.known |= {event: [] for event in new}
        for link in self.links_of(new) if new else ():
            self.known[link.near].append(link)
        return chain.from_iterable(self.known[event] for event in events)


@dataclass(slots=True)
class _Side:
    """What the search has reached from one end, level by level, and by which links."""

    links_of: LinksOf
    edge: list[str]
    depths: dict[str, int]
    steps: dict[str, list[Link]] = field(default_factory=dict)
    level: int = 0

    def advance(self) -> None:
        """One level on; one query."""
        self.level += 1
        fresh: dict[str, None] = {}
        for link in self.links_of(self.edge):
            if self.depths.setdefault(link.far, self.level) == self.level:
                fresh[link.far] = None
                self.steps.setdefault(link.far, []).append(link)
        self.edge = list(fresh)


def shortest(ends: Ends, *, limit: int) -> Shortest:
    """Breadth first from both ends, each time from the side with fewer events: one query a level."""
    ahead = _Side(ends.onward, [ends.cause], {ends.cause: 0})
    behind = _Side(ends.backward, [ends.response], {ends.response: 0})
    most = UNLIMITED if ends.depth is None else ends.depth
    meeting = ahead.edge if ends.cause == ends.response else []
    while not meeting and ahead.edge and behind.edge:
        if ahead.level + behind.level >= most or len(ahead.depths) + len(behind.depths) > LOOKED_AT:
            return Shortest((), cut=True)
        near, far = (ahead, behind) if len(ahead.edge) <= len(behind.edge) else (behind, ahead)
        near.advance()
        meeting = [event for event in near.edge if event in far.depths]
    steps = _steps(meeting, ahead, behind)
    found = tuple(islice(_chains(ends.cause, ends.response, steps), limit + 1)) if meeting else ()
    return Shortest(found[:limit], cut=len(found) > limit)


def _steps(meeting: Iterable[str], ahead: _Side, behind: _Side) -> dict[str, list[Link]]:
    """Every link of a shortest chain, by the event that it leaves; first in the order of ids."""
    links = [*_trail(meeting, ahead), *(_turned(link) for link in _trail(meeting, behind))]
    found: dict[str, list[Link]] = {}
    for link in sorted(links, key=lambda link: (link.far, link.relation)):
        found.setdefault(link.near, []).append(link)
    return found


def _trail(meeting: Iterable[str], side: _Side) -> Iterator[Link]:
    """The links by which one side came to where both met."""
    todo, seen = list(meeting), set(meeting)
    while todo:
        for link in side.steps.get(todo.pop(), ()):
            yield link
            if link.near not in seen:
                seen.add(link.near)
                todo.append(link.near)


def _turned(link: Link) -> Link:
    return Link(link.relation, link.far, link.near, confidence=link.confidence)


def _chains(cause: str, response: str, steps: dict[str, list[Link]]) -> Iterator[Chain]:
    stack: list[tuple[str, Chain]] = [(cause, ())]
    while stack:
        event, taken = stack.pop()
        if event == response:
            yield taken
        else:
            stack.extend((link.far, (*taken, link)) for link in reversed(steps[event]))
