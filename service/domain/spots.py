"""Domain: spots: where events stand in a full-text index, which is in the order of dates."""

from typing import Final

_NUMBERS: Final = 40
"""Bits of a row's number; the 23 above them are the date's."""
NUMBER: Final = (1 << _NUMBERS) - 1
"""Those bits of a spot."""
_UNIT: Final = 16
"""2^16 s are 18 hours: no two midnights share a bucket."""
_NEAR: Final = 1 << 21
"""Units to either side of 1970 that have a bucket of their own: from 2400 BCE to the year 6300."""
_FAR: Final = 1 << 37
"""Up to 285 million years away 2^17 units share one (272 years); beyond, 2^28."""
_CENTRE: Final = 1 << 22

HIGHEST: Final = (1 << 63) - 1
"""No spot is above this, and none below 0."""


def bucket(second: int) -> int:
    """The bucket of a second (64 bits, signed): later seconds have no lower ones."""
    units = second >> _UNIT
    near, far = _within(units, _NEAR), _within(units, _FAR)
    return _CENTRE + near + ((far - near) >> 17) + ((units - far) >> 28)


def _within(units: int, most: int) -> int:
    return max(-most, min(units, most))


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
