"""Domain: the grammar of one EDTF date, from the year down to the offset."""

from collections.abc import Callable, Iterable
from typing import Final

from service.domain.edtf.reader import Reader
from service.domain.edtf.tree import Clock, DateFault, Moment, Part

_DIGITS: Final = "0123456789"
_QUALIFIERS: Final = "?~%"
_MOST_DIGITS: Final = 12
"""Of a year: with more its seconds would not fit in 64 bits."""


def _numbers(first: int, last: int) -> frozenset[str]:
    return frozenset(f"{number:02}" for number in range(first, last + 1))


def _patterns(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(form for number in numbers for form in (number, f"X{number[1]}", f"{number[0]}X", "XX"))


_MONTHS: Final = _patterns(_numbers(1, 12)) | _numbers(21, 41)
_DAYS: Final = _patterns(_numbers(1, 31))
_HOURS: Final = _numbers(0, 24)
_SIXTY: Final = _numbers(0, 59)


def read_moment(reader: Reader) -> Moment:
    """A date as deep as it is stated, or DateFault. Whether the calendar has its day is not judged here."""
    year = _part(reader, _year)
    written = reader.text[year.at : reader.at - len(year.after)]
    if written != year.pattern or not reader.accepts("-"):  # a Y year, a decade or a century has no months
        return Moment(year)
    month = _part(reader, _month)
    moment = Moment(year, month)
    if moment.has_season or not reader.accepts("-"):
        return moment
    moment = Moment(year, month, _part(reader, _day))
    return _with_clock(reader, moment) if reader.sees("T") else moment


def _part(reader: Reader, digits: Callable[[Reader], tuple[str, str]]) -> Part:
    before = reader.one(_QUALIFIERS)
    at = reader.at
    stated, pattern = digits(reader)
    return Part(stated, pattern, at, before, reader.one(_QUALIFIERS))


def _month(reader: Reader) -> tuple[str, str]:
    found = reader.pair(_MONTHS, "a month 01 to 12, a season 21 to 41, or XX")
    return found, found


def _day(reader: Reader) -> tuple[str, str]:
    found = reader.pair(_DAYS, "a day 01 to 31, or XX")
    return found, found


def _year(reader: Reader) -> tuple[str, str]:
    long = reader.accepts("Y")
    sign = "-" if reader.accepts("-") else ""
    digits = _long_year(reader) if long else _short_year(reader, sign)
    certain = _significant(reader, digits) if reader.accepts("S") else digits
    return sign + digits, sign + certain


def _short_year(reader: Reader, sign: str) -> str:
    """Four digits; a decade (three) and a century (two) are filled up with X."""
    at = reader.at
    digits = reader.run(_DIGITS + "X")
    if len(digits) != 4 and ("X" in digits or len(digits) not in (2, 3)):
        raise DateFault("expected a year of four digits (two: a century, three: a decade, more: after a Y)", at)
    if sign and not digits.strip("0"):
        raise DateFault("expected a year before 0, such as -0001", at)
    return digits.ljust(4, "X")


def _long_year(reader: Reader) -> str:
    """The digits after Y (and a sign), zeros of an exponent written out."""
    at = reader.at
    digits = reader.run(_DIGITS)
    exponent = reader.run(_DIGITS) or "?" if reader.accepts("E") else ""
    if digits[:1] in ("", "0") or exponent[:1] in ("0", "?"):
        raise DateFault("expected a number without leading zeros after Y, such as Y-17E7", at)
    if len(exponent) > 2 or len(digits) + int(exponent or 0) > _MOST_DIGITS:
        raise DateFault("expected a year whose seconds fit in 64 bits", at)
    digits += "0" * int(exponent or 0)
    if len(digits) < 5:
        raise DateFault("expected a year of five digits or more after Y", at)
    return digits


def _significant(reader: Reader, digits: str) -> str:
    """The year's digits with X for those that are not significant."""
    at = reader.at
    count = reader.run(_DIGITS)
    if "X" in digits or count not in map(str, range(1, len(digits) + 1)):
        raise DateFault("expected the number of significant digits of a full year", at)
    return digits[: int(count)].ljust(len(digits), "X")


def _with_clock(reader: Reader, moment: Moment) -> Moment:
    if moment.qualified or any("X" in part.pattern for part in moment.parts):
        raise DateFault("expected no time after a date with qualifiers or X", reader.at)
    reader.accepts("T")
    return moment._replace(clock=_clock(reader))


def _clock(reader: Reader) -> Clock:
    at = reader.at
    hour = reader.pair(_HOURS, "an hour 00 to 24")
    reader.expect(":", "a colon and minutes")
    minute = reader.pair(_SIXTY, "minutes 00 to 59")
    second = reader.pair(_SIXTY, "seconds 00 to 59") if reader.accepts(":") else None
    if second and reader.accepts(".") and not reader.run(_DIGITS):
        raise DateFault("expected digits of a fraction of a second", reader.at)
    if hour == "24" and reader.text[at + 2 : reader.at].strip("0:."):
        raise DateFault("expected no time after 24:00:00", at)
    return Clock(int(hour), int(minute), None if second is None else int(second), _offset(reader))


def _offset(reader: Reader) -> int | None:
    """Seconds east of UTC; None where no offset stands."""
    if reader.accepts("Z"):
        return 0
    at = reader.at
    sign = reader.one("+-")
    if not sign:
        return None
    hours = reader.pair(_HOURS, "the hours of an offset")
    minutes = reader.pair(_SIXTY, "the minutes of an offset") if reader.accepts(":") or reader.sees(_DIGITS) else "00"
    offset = int(sign + hours) * 3600 + int(sign + minutes) * 60
    if not -12 * 3600 <= offset <= 14 * 3600 or (sign == "-" and not offset):
        raise DateFault("expected an offset from -12:00 to +14:00, and +00:00 for none", at)
    return offset
