"""Web: the whole of which the page shows a part: the events of each month or year, as a strip that leads there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from service.domain.queries import FACET_WORDS
from service.domain.wording import in_words
from service.domain.wordlist import read_words
from service.storage import events


def _year(value: str) -> int:
    """EDTF's `-0043`, `Y-170000002`."""
    return int(value.removeprefix("Y"))


_UNITS: Final[dict[str, Callable[[str], int]]] = {
    "month": lambda value: _year(value[:-3]) * 12 + int(value[-2:]),
    "year": _year,
}
"""Facets, finest first, and the number of each value among all months or years."""
_MOST: Final = 160
"""Bars that a strip has room for."""
_OTHERS: Final = frozenset(("since", "until", "certain", "limit", "facet"))
_WORDS: Final = frozenset(word.name for word in FACET_WORDS) - _OTHERS
HEIGHT: Final = 40.0
WIDTH: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a year on the strip, in a drawing of WIDTH and HEIGHT."""

    value: str
    said: str
    count: int
    x: float
    width: float
    height: float


def overview(asked: Mapping[str, str]) -> list[Bar]:
    """The events of these words of the URL whenever they were; no bar where they spread too far to be shown."""
    words = [("facet", ",".join(_UNITS)), ("limit", "500"), *((w, text) for w, text in asked.items() if w in _WORDS)]
    found = events.facets(read_words(FACET_WORDS, words))["facets"]
    for unit, number in _UNITS.items():
        counts = {entry["value"]: entry["count"] for entry in found[unit]}
        places = [number(value) for value in counts]
        if counts and max(places) - min(places) < _MOST:
            return _bars(counts, number)
    return []


def _bars(counts: Mapping[str, int], number: Callable[[str], int]) -> list[Bar]:
    """Bars in order; what has no event has none."""
    first, last = (edge(map(number, counts)) for edge in (min, max))
    width, most = WIDTH / (last - first + 1), max(counts.values())
    return [
        Bar(value, in_words(value), count, (number(value) - first) * width, width, max(2.0, HEIGHT * count / most))
        for value, count in sorted(counts.items(), key=lambda pair: number(pair[0]))
    ]
