"""Domain: periods: the day, month or year in which one lies, whether it is known exactly, and how long it is."""

from collections.abc import Hashable
from typing import Final, Literal

from service.domain.bounds import civil, seconds
from service.domain.dates import Edtf
from service.domain.edtf.syntax import read
from service.domain.edtf.tree import Moment

Unit = Literal["day", "month", "year"]
UNITS: Final[tuple[Unit, ...]] = ("day", "month", "year")
_DEPTH: Final = {"year": 1, "month": 2, "day": 3}


def begin(second: int, unit: Unit) -> int:
    """The first second of the day, month or year that holds this one."""
    return seconds(*civil(second)[: _DEPTH[unit]])


def finish(second: int, unit: Unit) -> int:
    """The last second of the day, month or year that holds this one."""
    year, month, day, *_ = civil(second)
    following = {"day": (year, month, day + 1), "month": (year, month + 1), "year": (year + 1,)}
    return seconds(*following[unit]) - 1


def within(earliest: int | None, latest: int | None, unit: Unit) -> int | None:
    """The first second of the one day, month or year in which all of a span lies; None where there is none."""
    if earliest is None or latest is None or latest > finish(earliest, unit):
        return None
    return begin(earliest, unit)


def name(second: int, unit: Unit) -> str:
    """`2024-11-24`, `2024-11` or `2024`; beyond four digits with a sign and six, as facets write years."""
    year, *rest = civil(second)[: _DEPTH[unit]]
    written = f"{year:04}" if 0 <= year <= 9999 else f"{year:+07}"
    return "-".join([written, *(f"{part:02}" for part in rest)])


def is_known(when: Edtf) -> bool:
    """True where the value says exactly which span is meant: nothing uncertain, unstated, open, or left to choose."""
    certain = not when.qualified and when.shape in ("date", "interval") and not set("XS") & set(when.text)
    return certain and when.start.earliest is not None and when.end.latest is not None


def length(when: Edtf) -> Hashable:
    """How long the period is, to be compared with others; None where that cannot be told.

    `one day between the 1st and the 23rd` is as long as a day, though nobody knows which one.
    """
    if is_known(when):
        return _measured(when.start.earliest or 0, when.end.latest or 0)
    grains = {_grain(moment) for member in read(when.text).members for moment in member.moments}
    return grains.pop() if when.shape in ("date", "one_of") and len(grains) == 1 else None


def _measured(first: int, last: int) -> str | int:
    """A calendar unit, or seconds."""
    for unit in UNITS:
        if (begin(first, unit), finish(first, unit)) == (first, last):
            return unit
    return last - first + 1


def _grain(moment: Moment) -> str:
    if moment.clock:
        return "time"
    if moment.day:
        return "day"
    if moment.month:
        return "season" if moment.has_season else "month"
    return "year"
