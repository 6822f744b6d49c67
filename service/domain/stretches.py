"""Domain: stretches of the order of dates in which the events of a time stand, by how long they last."""

from typing import NamedTuple

from service.domain.bounds import DAY
from service.domain.span_classes import UNBEGUN, UNBOUNDED, WIDTHS
from service.domain.spots import HIGHEST, beginning, end, spot


class Stretch(NamedTuple):
    """From one spot to another, both inclusive, with the span classes that are meant there (none: all)."""

    low: int
    high: int
    classes: tuple[int, ...] = ()


def stretches(since: int | None, until: int | None, *, floor: int | None = None) -> list[list[Stretch]]:
    """Where every event stands that lasts at `since` or begins later, and begins at `until` or earlier.

    Seconds; None is open; `floor` is the earliest at which any begins. In groups, one after the other: what began
    before, what begins within, what has no beginning and a place behind. They hold other events too.
    """
    begin = 0 if since is None else _from(since - DAY)
    close = HIGHEST if until is None else end(spot(until, 0))
    before = min(begin - 1, close)
    widths = {} if since is None else {(number,): _from(since - width) for number, width in WIDTHS.items()}
    earlier = [Stretch(low, before, classes) for classes, low in (widths | {UNBOUNDED: 0}).items()]
    least = 0 if floor is None else _from(floor)
    groups = (earlier, [Stretch(begin, close)], [Stretch(close + 1, HIGHEST, UNBEGUN)])
    return [within(group, least, HIGHEST) for group in groups]


def within(group: list[Stretch], low: int, high: int) -> list[Stretch]:
    """What is left of stretches from one spot to another."""
    clipped = (each._replace(low=max(each.low, low), high=min(each.high, high)) for each in group)
    return [stretch for stretch in clipped if stretch.low <= stretch.high]


def _from(second: int) -> int:
    return beginning(spot(second, 0))
