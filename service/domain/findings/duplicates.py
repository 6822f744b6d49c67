"""Domain: events that may be one: of one kind, at one time, by the same actors or under nearly the same title."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

ALIKE: Final = 0.75
"""Share of words that two titles have in common, from which on they are nearly the same (Jaccard)."""
COMPARED: Final = 20
"""An event is compared with at most so many before it that share kind and actors, or kind and one of its words, …"""
NEAR: Final = 5_000
"""… and with none that stands further before it in the order of dates."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What two events are compared by; a bound that is open lies beyond every other."""

    place: tuple[int, int, str]
    """Where it stands in the order of dates, the id last."""
    kind: str
    earliest: int
    latest: int
    actors: frozenset[str]
    words: frozenset[str]

    @property
    def event(self) -> str:
        """Its id."""
        return self.place[2]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two events that may be one, in the order of dates."""

    first: Sight
    second: Sight
    alike: float
    """The share of words in common, 0 to 1."""
    same_actors: bool


_Bucket = deque[tuple[int, Sight]]


def likenesses(events: Iterable[Sight]) -> Iterator[Likeness]:
    """Every pair that may be one, each once, from events in the order of dates: linear in their number.

    Pairs come in the order of the later event, then of the earlier one's id.
    """
    recent: dict[tuple[str, object], _Bucket] = {}
    for at, event in enumerate(events):
        buckets = [recent.setdefault((event.kind, key), deque(maxlen=COMPARED)) for key in _keys(event)]
        near = {other.event: other for bucket in buckets for place, other in bucket if at - place <= NEAR}
        for other in sorted(near):
            if found := _likeness(near[other], event):
                yield found
        for bucket in buckets:
            bucket.append((at, event))


def _keys(event: Sight) -> Iterator[object]:
    """What events that may be one share: all actors, or one of so many words that no two alike titles miss it.

    (Prefix filtering: with any common order of words, sets that have ALIKE in common share one of these; long words
    are rare, so they go first.)
    """
    if event.actors:
        yield event.actors
    ranked = sorted(event.words, key=lambda word: (-len(word), word))
    yield from ranked[: len(ranked) - ceil(ALIKE * len(ranked)) + 1]


def _likeness(first: Sight, second: Sight) -> Likeness | None:
    if first.latest < second.earliest or second.latest < first.earliest:
        return None
    together = len(first.words | second.words)
    alike = len(first.words & second.words) / together if together else 0.0
    same_actors = bool(first.actors) and first.actors == second.actors
    return Likeness(first, second, alike, same_actors) if same_actors or alike >= ALIKE else None
