"""Domain: spots: where events stand in a full-text index, which is in the order of dates."""

from typing import Final

from service.domain.bounds import DAY

_NUMBERS: Final = 40
"""Bits of a row's number; the 23 above them are the date's."""
NUMBER: Final = (1 << _NUMBERS) - 1
"""Those bits of a spot."""
_NEAR: Final = 1 << 21
"""Days to either side of 1970 that have a bucket of their own: from 3773 BCE to the year 7711."""
_FAR: Final = 1 << 36
"""Up to 188 million years away 2^16 days share one (179 years); beyond, 2^27."""
_CENTRE: Final = 1 << 22

HIGHEST: Final = (1 << 63) - 1
"""No spot is above this, and none below 0."""


def bucket(second: int) -> int:
    """The bucket of a second (64 bits, signed): later seconds have no lower ones."""
    day = second // DAY
    near, far = _within(day, _NEAR), _within(day, _FAR)
    return _CENTRE + near + ((far - near) >> 16) + ((day - far) >> 27)


def _within(day: int, most: int) -> int:
    return max(-most, min(day, most))


def spot(second: int | None, num: int) -> int:
    """The spot of a row that begins, by the order of lists, with this second; None, a wholly open date, is the last."""
    return bucket(HIGHEST if second is None else second) << _NUMBERS | num


def number(place: int) -> int:
    """The number of the row that stands on a spot."""
    return place & NUMBER


def beginning(place: int) -> int:
    """The lowest spot of the same bucket."""
    return place & ~NUMBER


def end(place: int) -> int:
    """The highest spot of the same bucket."""
    return place | NUMBER
