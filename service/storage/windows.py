"""Storage: where in the order of dates a window's events stand: as ranges that hold little else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from service.domain.bounds import DAY, HALF_DAY
from service.domain.cursors import Key
from service.domain.queries import Query
from service.domain.span_classes import LONG_SINCE_EVER, SINCE_EVER, UNBOUNDED, WIDTHS
from service.storage.tables import OPEN

Part = tuple[Key, int, int | None]
"""Events behind a key, up to a `first`, of a class (None: of all)."""


class Range(NamedTuple):
    """Places whose `first` lies between two, both included: of all events, or of one class of length."""

    low: int = -OPEN
    high: int = OPEN
    span_class: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """What may happen from `since` to `until` (seconds), and lies wholly between `after` and `before`."""

    since: int = -OPEN
    until: int = OPEN
    after: int = -OPEN
    before: int = OPEN

    @classmethod
    def of(cls, chosen: Sequence[Query]) -> "Window":
        """The one in which the windows of all these queries meet."""
        loose, strict = ([query for query in chosen if query["certain"] is certain] for certain in (False, True))
        return cls(_latest_since(loose), _earliest_until(loose), _latest_since(strict), _earliest_until(strict))

    def conditions(self) -> Iterator[tuple[str, int]]:
        """All that the ranges leave to be asked of each event (`own` has its place, `t1` is its row)."""
        if self.since > -OPEN:
            yield "own.last >= ?", self.since
        if self.before < OPEN:
            yield "own.last <= ?", self.before
        if self.after > -OPEN:
            yield "t1.earliest >= ?", self.after

    def everything(self) -> Iterator[tuple[str, int]]:
        """The window as conditions alone, for events to which other words lead."""
        yield from self.conditions()
        if self.until < OPEN:
            yield "t1.earliest <= ?", self.until

    def legs(self) -> Iterator[list[Range]]:
        """The ranges, earliest first: those of a leg all stand before those of the next.

        What began on the day before the window or in it is found in the order itself. What began earlier and still
        lasted is found class by class, each no further back than its width. What has an open beginning stands in the
        order where it ended at the latest: it may have begun before the window ends, although it stands behind it. It
        is rare, so that it is asked for with what is found in the order itself.

        Where only one of two dates has an offset, an event may end up to half a day before it begins.
        """
        until = min(self.until, self.before + HALF_DAY)
        lowest = self.since - DAY + 1 if self.since > -OPEN else -OPEN
        yield list(self._far(min(lowest - 1, until))) if lowest > -OPEN else []
        unbegun = [Range(until + 1, self.before, SINCE_EVER), Range(until + 1, OPEN, LONG_SINCE_EVER)]
        yield [Range(max(lowest, self.after), until), *(unbegun if until < OPEN else ())]

    def legs_behind(self, key: Key | None, *, descending: bool) -> Iterator[list[Part]]:
        """What of the legs lies behind a key, in the order in which it is read; empty ones are left out."""
        legs = list(self.legs())
        for leg in reversed(legs) if descending else legs:
            if parts := list(_falling(leg, key) if descending else _rising(leg, key)):
                yield parts

    def _far(self, high: int) -> Iterator[Range]:
        for number, width in WIDTHS.items():
            yield Range(max(self.since - width, self.after), high, number)
        for number in UNBOUNDED:
            yield Range(self.after, high, number)


def _latest_since(queries: Iterable[Query]) -> int:
    return max((query["since"] for query in queries if query["since"] is not None), default=-OPEN)


def _earliest_until(queries: Iterable[Query]) -> int:
    return min((query["until"] for query in queries if query["until"] is not None), default=OPEN)


def _rising(leg: Sequence[Range], behind: Key | None) -> Iterator[Part]:
    for low, high, number in leg:
        edge: Key = (low, -OPEN - 1, "")
        if low <= high and (behind is None or int(behind[0]) <= high):
            yield edge if behind is None else max(edge, behind), high, number


def _falling(leg: Sequence[Range], behind: Key | None) -> Iterator[Part]:
    for low, high, number in leg:
        edge: Key = (high, OPEN, "\U0010ffff")
        if low <= high and (behind is None or int(behind[0]) >= low):
            yield edge if behind is None else min(edge, behind), low, number
