"""Domain: what a figure claims: the numbers that it leaves possible, and the span that it is about."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Final

from service.domain.bounds import DAY, Bounds
from service.domain.dates import Edtf, parse
from service.domain.periods import is_known, length, within
from service.domain.ranges import Edge, Exact, Range, exact
from service.domain.selections import Record
from service.domain.wording import in_words

ABOUT: Final = Fraction(1, 10)
"""How far `about` reaches to either side, as a share of the number, where the claim gives no low and no high."""

_PREPOSITIONS: Final = ("between", "on", "in", "at", "since", "until")
"""What a period in words may begin with."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, read."""

    figure: Record
    """As /v1/figures lists it."""
    range: Range
    when: Edtf | None
    """Its period, or its event's date where it has none; None where that is qualified, since nothing follows then."""

    @property
    def key(self) -> tuple[str, int]:
        """Tells it from every other claim: event and index."""
        return self.figure["event"], self.figure["index"]

    @property
    def claimed_by(self) -> str | None:
        """The actor; None where the figure names none."""
        claimant: str | None = self.figure["claimed_by"]
        return claimant

    @property
    def is_total(self) -> bool:
        """True for a number that adds up to a day, rather than being counted over a period."""
        return bool(self.figure["scope"] == "cumulative")

    @property
    def period(self) -> Bounds:
        """The first and last second that the number may be about."""
        return Bounds(self.when.start.earliest, self.when.end.latest) if self.when else Bounds(None, None)

    @property
    def until(self) -> Bounds:
        """When a total was reached: an interval's end."""
        return self.when.end if self.when else Bounds(None, None)

    @property
    def since(self) -> Hashable:
        """From when on a total is counted: an interval's start. Totals of different beginnings are no series."""
        return self.when.start if self.when and self.when.shape == "interval" else None

    @property
    def zoned(self) -> bool:
        """True for an instant: it may not be ordered against a calendar date, which may be half a day off."""
        return bool(self.when and self.when.end_zoned)

    @property
    def matter(self) -> Hashable:
        """What two claims must share to be about the same; None where that cannot be told.

        A number without a period is about its event: two events of one day may well have two numbers.
        """
        if self.figure["period"] is None:
            return self.is_total, self.figure["event"]
        if self.when is None or not is_known(self.when):
            return None
        return self.is_total, self.zoned, (self.since, self.until) if self.is_total else self.period

    @property
    def day(self) -> int | None:
        """The day that a period's number covers, or up to which a total adds up, counted from 1970; None for others.

        A number that does not say its period is about its event, not about the whole of that day.
        """
        bounds = self.until if self.is_total else self.period
        stated = self.is_total or self.figure["period"] is not None
        if self.when is None or not stated or self.zoned or not is_known(self.when):
            return None
        first = within(bounds.earliest, bounds.latest, "day")
        return first // DAY if first is not None and bounds == Bounds(first, first + DAY - 1) else None

    @property
    def length(self) -> Hashable:
        """What claims must share to be compared as records; None where it is not known."""
        found = length(self.when) if self.when else None
        return None if found is None else (found, self.zoned)

    @property
    def in_words(self) -> str:
        """`1,610 for 24 November 2024`, `more than 700,000 up to November 2024`."""
        period = self.figure["period"]
        about = in_words(period) if period else f"event {self.figure['event']}"
        bare = about.partition(" ")[0] not in _PREPOSITIONS
        link = ("up to " if bare else "up to some time ") if self.is_total else "for " if bare else ""
        return f"{self.range.in_words} {link}{about}"


def claim(figure: Record, starts: str, ends: str) -> Claim:
    """The claim of a figure as /v1/figures lists it; `starts` and `ends` date its event, '' being no end."""
    text = figure["period"] or ("" if ends else starts)
    when = parse(text) if text else None
    return Claim(figure, possible(figure), None if when is None or when.qualified else when)


def possible(figure: Record) -> Range:
    """Every number that is meant: from low to high where they are given, else as the comparator says."""
    meant = _MEANT[figure["comparator"]](exact(figure["value"]))
    low, high = (None if figure[name] is None else Edge(exact(figure[name])) for name in ("low", "high"))
    return Range(low or meant.low, high or meant.high)


def _about(value: Exact) -> Range:
    reach = max(value, -value) * ABOUT
    return Range(Edge(value - reach), Edge(value + reach))


_MEANT: Final[dict[str, Callable[[Exact], Range]]] = {
    "exact": lambda value: Range(Edge(value), Edge(value)),
    "about": _about,
    "at_least": lambda value: Range(Edge(value), Edge(inf)),
    "at_most": lambda value: Range(Edge(-inf), Edge(value)),
    "more_than": lambda value: Range(Edge(value, 1), Edge(inf)),
    "less_than": lambda value: Range(Edge(-inf), Edge(value, -1)),
}
