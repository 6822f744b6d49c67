"""Domain: stretches of the order of dates in which the events of a time stand, by how long they last."""

from typing import Final, NamedTuple

from service.domain.bounds import DAY
from service.domain.span_classes import UNBEGUN, UNBOUNDED, WIDTHS
from service.domain.spots import HIGHEST, beginning, end, spot


class Stretch(NamedTuple):
    """From one spot to another, both inclusive, with the span classes that are meant there (none: all)."""

    low: int
    high: int
    classes: tuple[int, ...] = ()


WHOLE: Final = Stretch(0, HIGHEST)


def stretches(since: int | None, until: int | None, *, floor: int | None = None) -> list[Stretch]:
    """Where every event stands that lasts at `since` or begins later, and begins at `until` or earlier.

    Seconds; None is open; `floor` is the earliest at which any begins. They do not overlap, and hold others too: a
    bucket has more than one second.
    """
    begin = 0 if since is None else _from(since - DAY)
    close = HIGHEST if until is None else end(spot(until, 0))
    found = [Stretch(begin, close)]
    if since is not None:
        before = min(begin - 1, close)
        found += [Stretch(_from(since - width), before, (number,)) for number, width in WIDTHS.items()]
        found.append(Stretch(0, before, UNBOUNDED))
    found.append(Stretch(close + 1, HIGHEST, UNBEGUN))
    least = 0 if floor is None else _from(floor)
    clipped = (Stretch(max(low, least), high, classes) for low, high, classes in found)
    return [stretch for stretch in clipped if stretch.low <= stretch.high]


def _from(second: int) -> int:
    return beginning(spot(second, 0))
