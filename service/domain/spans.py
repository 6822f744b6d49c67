"""Domain: from when to when an event lasted, how events are ordered, and which of two began first."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final, Literal

from service.domain.bounds import HALF_DAY, Bounds, precedes
from service.domain.dates import DateFault, Edtf, parse
from service.domain.errors import invalid

ONGOING: Final = ".."
"""An `end` that says: still going on."""


@dataclass(frozen=True, slots=True)
class Span:
    """The bounds of a start and of an end; `zoned` where that side is an instant, `qualified` by `?`, `~` or `%`."""

    start: Bounds
    end: Bounds
    qualified: bool
    start_zoned: bool
    end_zoned: bool


class Verdict(Enum):
    """What can be said of an order in time."""

    HOLDS = "holds"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


@lru_cache(maxsize=16_384)
def span(start: str, end: str | None) -> Span:
    """The span of a record's `start` and `end` as given; Invalid with the pointer of the one that is wrong."""
    first = _parsed(start, "/start")
    if end is None:
        return Span(first.start, first.end, first.qualified, first.start_zoned, first.end_zoned)
    if first.shape in ("interval", "all_of"):
        raise invalid("expected no end: the start is already the whole extent", pointer="/end")
    if end == ONGOING:
        ongoing = Bounds(first.start.earliest, None)
        return Span(first.start, ongoing, first.qualified, first.start_zoned, first.start_zoned)
    last = _parsed(end, "/end")
    if last.shape in ("interval", "all_of"):
        raise invalid("expected one date: write an interval into start, without an end", pointer="/end")
    slack = HALF_DAY if first.start_zoned != last.end_zoned else 0
    if precedes(last.end, first.start, slack=slack):
        raise invalid("expected an end that is not before the start", pointer="/end")
    return Span(first.start, last.end, first.qualified or last.qualified, first.start_zoned, last.end_zoned)


def _parsed(text: str, pointer: str) -> Edtf:
    try:
        return parse(text)
    except DateFault as fault:
        raise invalid(str(fault), pointer=pointer) from fault


def order_key(span: Span) -> tuple[int | None, int | None]:
    """First and last second by which events are ordered; a start without an earliest bound counts by its latest."""
    first = span.start.latest if span.start.earliest is None else span.start.earliest
    return first, span.end.latest


def starts_no_earlier(response: Span, cause: Span, *, than: Literal["start", "end"]) -> Verdict:
    """Whether a response starts no earlier than its cause starts, or ends.

    Impossible is only what no time zone and no qualifier could make true: a side without an offset may be half a
    day off.
    """
    bound, zoned = (cause.start, cause.start_zoned) if than == "start" else (cause.end, cause.end_zoned)
    slack = HALF_DAY * ((not response.start_zoned) + (not zoned))
    if response.qualified or cause.qualified:
        return Verdict.POSSIBLE
    if precedes(response.start, bound, slack=slack):
        return Verdict.IMPOSSIBLE
    # One second less, since a response may start in the very second in which its cause does.
    return Verdict.HOLDS if precedes(bound, response.start, slack=slack - 1) else Verdict.POSSIBLE
