"""Domain: seconds on the proleptic Gregorian time line, and pairs of them."""

import re
from dataclasses import dataclass
from typing import Final

DAY: Final = 86_400
HALF_DAY: Final = DAY // 2
"""How far a value without an offset may be off, to either side, when it is held against another."""
_EPOCH: Final = 719_468
"""Days from 0000-03-01 to 1970-01-01."""
_RFC_3339: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Earliest and latest second of a moment, both inclusive; None is open.

    Seconds count from 1970-01-01T00:00:00 (UTC, or local time where the value has no offset).
    """

    earliest: int | None
    latest: int | None


OPEN: Final = Bounds(None, None)


def precedes(one: Bounds, other: Bounds, *, slack: int = 0) -> bool:
    """True when all of `one` lies more than `slack` seconds before all of `other`; never so across an open bound."""
    return one.latest is not None and other.earliest is not None and one.latest + slack < other.earliest


def is_leap(year: int) -> bool:
    """True for a year with a 29th of February; year 0 is 1 BCE."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def seconds(year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """The second of a civil time in any year; a part beyond its range counts on (month 13 is the next January)."""
    # Years begin in March here, so that the leap day is the last one and month lengths need no table.
    years, month = divmod(month + 9, 12)
    years += year - 1
    days = 365 * years + years // 4 - years // 100 + years // 400 + (153 * month + 2) // 5 + day - 1 - _EPOCH
    return days * DAY + hour * 3600 + minute * 60 + second


def civil(second: int) -> tuple[int, int, int, int, int, int]:
    """Year, month, day, hour, minute and second: what `seconds` was made from."""
    days, clock = divmod(second, DAY)
    era, day_of_era = divmod(days + _EPOCH, 146_097)
    year_of_era = (day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month + 2) // 5 + 1
    year = era * 400 + year_of_era + (month >= 10)
    return year, (month + 2) % 12 + 1, day, clock // 3600, clock // 60 % 60, clock % 60


def iso(second: int | None) -> str | None:
    """RFC 3339 in UTC; outside the years 1 to 9999 an ISO 8601 expanded year (`-000043-03-15T00:00:00Z`)."""
    return None if second is None else f"{_written(second)}Z"


def instant(text: str) -> int:
    """Microseconds since 1970 of an RFC 3339 timestamp; ValueError where it is none, or lacks its offset."""
    match = _RFC_3339.fullmatch(text)
    if not match:
        raise ValueError("expected an RFC 3339 timestamp with Z or an offset, such as 2026-11-22T10:00:00Z")
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    fraction, sign, hours, minutes = match.groups("0")[6:]
    on_calendar = 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    if not on_calendar or max(hour, int(hours)) > 23 or max(minute, second, int(minutes)) > 59:
        raise ValueError("no such day or time")
    offset = int(f"{sign}1") * (int(hours) * 3600 + int(minutes) * 60) if sign != "0" else 0
    whole = seconds(year, month, day, hour, minute, second) - offset
    return whole * 1_000_000 + int(fraction[:6].ljust(6, "0"))


def timestamp(microseconds: int) -> str:
    """RFC 3339 in UTC with microseconds: `2026-11-22T10:00:00.000000Z`."""
    second, fraction = divmod(microseconds, 1_000_000)
    return f"{_written(second)}.{fraction:06}Z"


def _written(second: int) -> str:
    year, month, day, hour, minute, rest = civil(second)
    era = f"{year:04}" if 1 <= year <= 9999 else f"{year:+07}"
    return f"{era}-{month:02}-{day:02}T{hour:02}:{minute:02}:{rest:02}"
