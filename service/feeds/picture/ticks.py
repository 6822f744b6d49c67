"""Feeds: where an axis gets its ticks and what they say, from seconds to billions of years."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from service.domain.bounds import civil, seconds
from service.feeds.picture.lettering import width_of
from service.feeds.picture.scale import Scale, Stretch
from service.feeds.picture.years import astronomical, named, year_label

SIZE: Final = 12.0
"""Pixels of the letters."""
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY: Final = 86_400
_YEAR: Final = 31_556_952


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment with its label; `context` is what the label leaves unsaid (the month of a day, the day of an hour)."""

    second: int
    label: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A distance between ticks: about `length` seconds, a label needs `room` pixels, `walk` finds the ticks."""

    length: int
    room: float
    walk: Callable[[Stretch], Iterator[Tick]]


def ticks(stretch: Stretch) -> list[Tick]:
    """The finest ticks whose labels have room; at least one, at the stretch's first second if need be."""
    step = next(step for step in _steps() if step.length * stretch.rate >= step.room)
    return list(step.walk(stretch)) or [_first(stretch, step)]


def labelled(scale: Scale) -> list[tuple[float, Tick]]:
    """Every tick with its pixel; a label is blank where it would touch the one before."""
    free = float("-inf")
    placed = []
    for stretch in scale.stretches:
        for tick in ticks(stretch):
            x, half = stretch.x(tick.second), width_of(tick.label, SIZE) / 2
            if x - half < free:
                placed.append((x, Tick(tick.second, "", tick.context)))
            else:
                placed.append((x, tick))
                free = x + half + 6
    return placed


def _first(stretch: Stretch, step: Step) -> Tick:
    year, month, day, hour, minute, _ = civil(stretch.first)
    if step.length >= _YEAR:
        return Tick(stretch.first, year_label(named(year)))
    if step.length >= 28 * _DAY:
        return Tick(stretch.first, _MONTHS[month - 1][:3], year_label(named(year)))
    if step.length >= _DAY:
        return Tick(stretch.first, str(day), _month(year, month))
    return Tick(stretch.first, f"{hour:02d}:{minute:02d}", f"{day} {_month(year, month)}")


def _steps() -> Iterator[Step]:
    """Finest first, without end."""
    yield from (Step(length, 66, _clock(length, "{:02d}:{:02d}:{:02d}")) for length in (1, 5, 15, 30))
    minutes = (1, 5, 15, 30, 60, 180, 360, 720)
    yield from (Step(60 * length, 48, _clock(60 * length, "{:02d}:{:02d}")) for length in minutes)
    yield from (Step(every * _DAY, room, _days(every)) for every, room in ((1, 26), (2, 26), (5, 26), (10, 36)))
    yield from (Step(every * 30 * _DAY, 36, _months(every)) for every in (1, 3, 6))
    years = (lead * 10**power for power in count() for lead in (1, 2, 5))
    yield from (Step(every * _YEAR, 52 if every < 10_000 else 84, _years(every)) for every in years)


def _clock(length: int, form: str) -> Callable[[Stretch], Iterator[Tick]]:
    def walk(stretch: Stretch) -> Iterator[Tick]:
        for second in range(-(-stretch.first // length) * length, stretch.last + 1, length):
            year, month, day, *clock = civil(second)
            yield Tick(second, form.format(*clock), f"{day} {_month(year, month)}")

    return walk


def _days(every: int) -> Callable[[Stretch], Iterator[Tick]]:
    def walk(stretch: Stretch) -> Iterator[Tick]:
        for year, month in _months_of(stretch):
            for day in range(1, 32 - every // 2, every):
                second = seconds(year, month, 1) + (day - 1) * _DAY
                if stretch.first <= second <= stretch.last and civil(second)[1] == month:
                    yield Tick(second, str(day), _month(year, month))

    return walk


def _months(every: int) -> Callable[[Stretch], Iterator[Tick]]:
    def walk(stretch: Stretch) -> Iterator[Tick]:
        for year, month in _months_of(stretch):
            second = seconds(year, month, 1)
            if (month - 1) % every == 0 and stretch.first <= second <= stretch.last:
                yield Tick(second, _MONTHS[month - 1][:3], year_label(named(year)))

    return walk


def _years(every: int) -> Callable[[Stretch], Iterator[Tick]]:
    """Round numbers as people count: year 1 stands in for the 0 that is not there."""

    def walk(stretch: Stretch) -> Iterator[Tick]:
        first, last = (named(civil(second)[0]) for second in (stretch.first, stretch.last))
        for name in range(-(-first // every) * every, last + 1, every):
            year = astronomical(name or 1)
            second = seconds(year, 1, 1)
            if stretch.first <= second <= stretch.last and (name or every > 1):
                yield Tick(second, year_label(named(year)))

    return walk


def _months_of(stretch: Stretch) -> Iterator[tuple[int, int]]:
    (year, month, *_), (last_year, last_month, *_) = civil(stretch.first), civil(stretch.last)
    for index in range(year * 12 + month - 1, last_year * 12 + last_month):
        yield index // 12, index % 12 + 1


def _month(year: int, month: int) -> str:
    return f"{_MONTHS[month - 1]} {year_label(named(year))}"
