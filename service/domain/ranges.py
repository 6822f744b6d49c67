"""Domain: ranges of numbers, exact: what a claim leaves possible."""

from fractions import Fraction
from typing import Final, NamedTuple

Exact = int | Fraction
"""A JSON number as it is written: 0.1 is a tenth, which no float is."""


def exact(value: float) -> Exact:
    """The number that was written. (Python and JSON write the shortest decimal that reads back as the same float.)"""
    if isinstance(value, int) or value.is_integer():
        return int(value)
    return Fraction(repr(value))


def as_json(number: Exact) -> int | float:
    """The number as JSON carries it; whole ones stay whole."""
    return int(number) if number == int(number) else float(number)


def written(number: Exact) -> str:
    """The number for a reader: `1,610`."""
    return f"{as_json(number):,}"


class Edge(NamedTuple):
    """One end of a range. Edges compare as they stand."""

    number: Exact | float
    """A float is an infinity: there is no end."""
    beside: int = 0
    """1: begins just above the number; -1: ends just below it."""

    def plus(self, other: "Edge") -> "Edge":
        """The end of a sum; just beside its number if either was."""
        return Edge(self.number + other.number, self.beside or other.beside)

    @property
    def limit(self) -> Exact | None:
        """The number, None where there is no end."""
        return None if isinstance(self.number, float) else self.number


class Range(NamedTuple):
    """From the lowest to the highest number that is possible."""

    low: Edge
    high: Edge

    def above(self, other: "Range") -> bool:
        """True when every number here is higher than every number there."""
        return self.low > other.high

    def meets(self, other: "Range") -> bool:
        """True when some number is possible in both."""
        return not (self.above(other) or other.above(self))

    def lies_in(self, other: "Range") -> bool:
        """True when every number here is possible there."""
        return other.low <= self.low and self.high <= other.high

    def common(self, other: "Range") -> "Range":
        """What is possible in both, which must meet."""
        return Range(max(self.low, other.low), min(self.high, other.high))

    def both(self, other: "Range") -> "Range":
        """From the lower low to the higher high."""
        return Range(min(self.low, other.low), max(self.high, other.high))

    def plus(self, other: "Range") -> "Range":
        """Every sum of a number here and a number there."""
        return Range(self.low.plus(other.low), self.high.plus(other.high))

    def gap(self, other: "Range") -> Exact:
        """The least step from one to the other; 0 where they meet or touch."""
        steps = self.low.number - other.high.number, other.low.number - self.high.number
        return Fraction(max(*steps, 0))

    @property
    def in_words(self) -> str:
        """`1,610`, `900 to 1,100`, `more than 700,000`."""
        low, high = self.low.limit, self.high.limit
        if low is not None and high is not None and not (self.low.beside or self.high.beside):
            return written(low) if low == high else f"{written(low)} to {written(high)}"
        stated = []
        if low is not None:
            stated.append(f"{'more than' if self.low.beside else 'at least'} {written(low)}")
        if high is not None:
            stated.append(f"{'less than' if self.high.beside else 'at most'} {written(high)}")
        return " and ".join(stated) or "any number"


NOTHING: Final = Range(Edge(0), Edge(0))
"""Adds nothing."""
