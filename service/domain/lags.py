"""Domain: how long responses took: the shortest and the longest possible lag, of one relation and of many."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf, isinf
from statistics import median
from typing import NamedTuple

from service.domain.bounds import Bounds


class Lag(NamedTuple):
    """Seconds from the start of a cause to the start of its response, at least and at most; infinite where open."""

    shortest: float
    longest: float


def lag(cause: Bounds, response: Bounds, *, ordered: bool) -> Lag:
    """The lag between two starts, as their bounds allow it: a value without an offset counts as UTC.

    `ordered`: the relation's own rule excludes a response that starts before its cause, so no lag is below 0.
    """
    shortest = -inf if response.earliest is None or cause.latest is None else response.earliest - cause.latest
    longest = inf if response.latest is None or cause.earliest is None else response.latest - cause.earliest
    return Lag(max(shortest, 0), max(longest, 0)) if ordered else Lag(shortest, longest)


@dataclass(slots=True)
class Lags:
    """The lags of many relations."""

    shortest: list[float] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)

    def add(self, one: Lag) -> None:
        """Counts one more relation."""
        self.shortest.append(one.shortest)
        self.longest.append(one.longest)

    def __len__(self) -> int:
        return len(self.shortest)

    def summary(self) -> dict[str, float | None]:
        """The count, the least and the greatest possible lag, and the median of each; None where that is open."""
        return {
            "count": len(self),
            "shortest": _closed(min(self.shortest)),
            "longest": _closed(max(self.longest)),
            "median_shortest": _middle(self.shortest),
            "median_longest": _middle(self.longest),
        }


def _middle(values: Sequence[float]) -> float | None:
    """Always a float, since the middle of two whole seconds may lie between them."""
    return _closed(float(median(values)))


def _closed(value: float) -> float | None:
    return None if isinf(value) else value
