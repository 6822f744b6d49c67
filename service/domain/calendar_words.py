"""Domain: the words with which a calendar widget asks for the window that it shows."""

import re
from collections.abc import Callable
from typing import Any, Final

from service.domain.dates import parse
from service.domain.queries import Query
from service.domain.wordlist import Word

_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_SHAPE: Final[dict[str, Any]] = {"type": "string", "format": "date-time"}


def _reading(choose: Callable[[int, int], int]) -> Callable[[str], int]:
    """Reads a date or a time to a second: what its offset says, or what its clock shows, as `choose` chooses.

    Events with an offset are held against the one, calendar dates and times of no known zone against the other.
    """

    def read(text: str) -> int:
        found = _MOMENT.fullmatch(text)
        if found is None:
            raise ValueError(f"{text[:40]!r} is no date or time such as 2024-11-01T00:00:00+01:00")
        meant, shown = parse(text).start.earliest, parse(found[1]).start.earliest
        assert meant is not None
        assert shown is not None
        return choose(meant, shown)

    return read


CALENDAR_WORDS: Final = (
    Word(
        "start",
        "Events that can reach into the window that begins here; `since` as FullCalendar says it.",
        _reading(min),
        schema=_SHAPE,
        example="2024-10-28T00:00:00Z",
    ),
    Word(
        "end",
        "The first moment after the window; `until` as FullCalendar says it.",
        _reading(max),
        schema=_SHAPE,
        example="2024-12-02T00:00:00Z",
    ),
    Word("timeZone", "FullCalendar's own; changes nothing, for each time has its zone.", example="UTC"),
)


def windowed(query: Query) -> Query:
    """The query with its window narrowed to the widget's."""
    since = [second for second in (query["since"], query["start"]) if second is not None]
    until = [query["until"]] if query["until"] is not None else []
    until += [query["end"] - 1] if query["end"] is not None else []
    return {**query, "since": max(since, default=None), "until": min(until, default=None)}
