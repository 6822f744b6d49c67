"""Domain: the earliest and the latest second of an EDTF date. Qualifiers never move them."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from service.domain.bounds import DAY, Bounds, days_in_month, is_leap, seconds
from service.domain.edtf.tree import Clock, DateFault, Moment

_UNSTATED: Final = "XX"
_LIMIT: Final = 2**63 - 1
"""Kept by the index for open bounds, so that no date may reach it."""
_NORTH: Final = ((3, 3), (6, 3), (9, 3), (12, 3))
_SOUTH: Final = ((9, 3), (12, 3), (3, 3), (6, 3))
_QUARTERS: Final = ((1, 3), (4, 3), (7, 3), (10, 3))
_THIRDS: Final = ((1, 4), (5, 4), (9, 4))
_HALVES: Final = ((1, 6), (7, 6))
_SEASONS: Final = dict(enumerate(_NORTH + _NORTH + _SOUTH + _QUARTERS + _THIRDS + _HALVES, 21))
"""First month and number of months of each season from 21 to 41 (ISO 8601-2, 4.8)."""


def bounds_of(moment: Moment) -> Bounds:
    """Both ends of a date, or DateFault where the calendar has no such day or 64 bits no such second."""
    earliest, latest = _season(moment) if moment.has_season else _days(moment)
    if earliest <= -_LIMIT or latest >= _LIMIT:
        raise DateFault("expected a year whose seconds fit in 64 bits", moment.year.at)
    return Bounds(earliest, latest)


def _season(moment: Moment) -> tuple[int, int]:
    """A season that goes over the turn of the year belongs to the year in which it begins."""
    year, season = (part.pattern for part in moment.parts)
    month, length = _SEASONS[int(season)]
    first, last = next(_years(year)), next(_years(year, falling=True))
    return seconds(first, month), seconds(last, month + length) - 1


def _days(moment: Moment) -> tuple[int, int]:
    stated = [part.pattern for part in moment.parts]
    year, month, day = (*stated, _UNSTATED, _UNSTATED)[:3]
    # Asked first, since a search for a leap year among XXX1 would try a thousand.
    may_leap = any(ending % 4 == 0 for ending in _years(year[-2:]))
    exists = _days_of_year(month, day, leap=may_leap)
    earliest = _edge(year, month, day, falling=False) if exists else None
    latest = _edge(year, month, day, falling=True) if exists else None
    if earliest is None or latest is None:
        raise DateFault("the calendar has no such day", moment.parts[-1].at)
    return (earliest, latest + DAY - 1) if moment.clock is None else _time(earliest, moment.clock)


def _time(midnight: int, clock: Clock) -> tuple[int, int]:
    """A time without seconds is its whole minute."""
    start = midnight + clock.hour * 3600 + clock.minute * 60 + (clock.second or 0) - (clock.offset or 0)
    return start, start + (59 if clock.second is None else 0)


def _edge(year: str, month: str, day: str, *, falling: bool) -> int | None:
    """The first second of the first day that fits the patterns, or (falling) of the last."""
    for number in _years(year, falling=falling):
        days = _days_of_year(month, day, leap=is_leap(number))
        if days:
            return seconds(number, *days[-1 if falling else 0])
    return None


@lru_cache(maxsize=2048)
def _days_of_year(month: str, day: str, *, leap: bool) -> tuple[tuple[int, int], ...]:
    """Every (month, day) of a leap or a common year that fits the patterns."""
    year = 2000 if leap else 2001
    return tuple(
        (month_number, day_number)
        for month_number in range(1, 13)
        if _fits(month, month_number)
        for day_number in range(1, days_in_month(year, month_number) + 1)
        if _fits(day, day_number)
    )


def _fits(pattern: str, number: int) -> bool:
    return all(place in ("X", digit) for place, digit in zip(pattern, f"{number:02}", strict=True))


def _years(pattern: str, *, falling: bool = False) -> Iterator[int]:
    """The years that fit the pattern, in order; there is no year -0."""
    if "X" not in pattern:
        yield int(pattern)
        return
    negative = pattern.startswith("-")
    digits = "9876543210" if falling != negative else "0123456789"
    for chosen in product(*(digits if place == "X" else place for place in pattern.removeprefix("-"))):
        year = int("".join(chosen))
        if not negative:
            yield year
        elif year:
            yield -year
