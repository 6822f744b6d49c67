"""Domain: how long an event lasts, in a few classes, so that what began long before a date is found by looking at few.

An event lasts at a date when it began up to then and has not ended. What lasts up to a day, as most events do, began on
that day or the one before; what lasts up to a month, within a month before it; and so on: each class has to be searched
only as far back as its width. The widths are those of dates as they are written: a day, a week, a month, a year …
"""

from typing import Final

from service.domain.bounds import DAY
from service.domain.spans import Span, order_key

BRIEF: Final = 0
"""A day at most."""
WIDTHS: Final = {1: 7 * DAY, 2: 31 * DAY, 3: 366 * DAY, 4: 3_653 * DAY, 5: 36_525 * DAY, 6: 365_250 * DAY}
"""Classes by length: how many seconds lie at most between the first and the last second of what is in each."""
ENDLESS: Final = 7
"""Longer than all of them, or still going on."""
SINCE_EVER: Final = 8
"""The beginning is open, so that it may lie anywhere before its place in the order; from that place on, a day at most.
(A class of its own: in the order it stands where it may have ended.)"""
LONG_SINCE_EVER: Final = 9
"""The same, and longer."""
UNBEGUN: Final = (SINCE_EVER, LONG_SINCE_EVER)
UNBOUNDED: Final = (ENDLESS, LONG_SINCE_EVER)
"""What may have begun any time before, and still last."""


def span_class(span: Span) -> int:
    """The class of a span: by its length from its place in the order to its last second."""
    first, last = order_key(span)
    if span.start.earliest is None:
        return SINCE_EVER if first == last or _lasts(first, last) in range(DAY) else LONG_SINCE_EVER
    lasts = _lasts(first, last)
    if lasts is None:
        return ENDLESS
    return BRIEF if lasts < DAY else next((number for number, width in WIDTHS.items() if lasts < width), ENDLESS)


def _lasts(first: int | None, last: int | None) -> int | None:
    return None if first is None or last is None else last - first
