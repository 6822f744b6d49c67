"""Web: the moment as of which the page is shown, and the moments to choose from."""

from dataclasses import dataclass
from typing import Final

from service.domain.bounds import civil, timestamp
from service.domain.moments import Moment
from service.domain.wording import in_words
from service.storage.moments import written
from service.web.choices import Option

_SECOND: Final = 1_000_000
_DAY: Final = 86_400 * _SECOND
_UNITS: Final = (_DAY, 3600 * _SECOND, 60 * _SECOND, _SECOND)
_FEWEST, _MOST = 3, 60
"""Moments to choose from: days where there are so many, else hours, minutes or seconds; and how many at most."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Now and earlier moments, the latest first; and how the one that was chosen is said ('' for now)."""

    options: tuple[Option, ...]
    said: str
    changes: str
    """`57 of 120 changes`."""


def moments(chosen: Moment | None, given: str) -> Moments:
    """Moments over the time in which something was written; `given` is how the URL says the chosen one.

    Raises Invalid for a moment that is still to come. Three queries.
    """
    span = written(chosen)
    offered = {timestamp(moment): _said(moment) for moment in _steps(span.first, span.last)}
    said = "" if chosen is None else _named(chosen)
    if given:
        offered.setdefault(given, said.removeprefix("on "))
    options = [Option(value, label, value == given) for value, label in offered.items()]
    return Moments(
        (Option("", "now", not given), *sorted(options, key=lambda option: option.value, reverse=True)),
        said,
        f"{span.until:,} of {span.changes:,} change{'' if span.changes == 1 else 's'}",
    )


def _steps(first: int, last: int) -> list[int]:
    """Ends of days, or full hours, minutes or seconds, from the first change to the newest (microseconds)."""
    unit = next((unit for unit in _UNITS if (last - first) // unit >= _FEWEST), None)
    if unit is None:
        return []
    begin, end = first // unit + 1, last // unit
    every = -(-(end - begin + 1) // _MOST)
    return [step * unit - (unit == _DAY) for step in range(begin, end + 1, every)]


def _named(moment: Moment) -> str:
    kind, value = moment
    return f"right after change {value:,}" if kind == "seq" else f"on {_said(value)}"


def _said(moment: int) -> str:
    """`22 November 2026` for a day's end; else with the time: `22 November 2026, 10:00 UTC`."""
    year, month, day, *time = civil(moment // _SECOND)
    date = in_words(f"{year:0{4 + (year < 0)}}-{month:02}-{day:02}")
    clock = "{:02}:{:02}:{:02}".format(*time).removesuffix(":00")
    return date if (moment + 1) % _DAY == 0 else f"{date}, {clock} UTC"
