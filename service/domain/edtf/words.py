"""Domain: one EDTF date in words, for people."""

from typing import Final

from service.domain.edtf.tree import Clock, Moment, Part

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS: Final = (
    *("spring", "summer", "autumn", "winter"),
    *("northern spring", "northern summer", "northern autumn", "northern winter"),
    *("southern spring", "southern summer", "southern autumn", "southern winter"),
    *("first quarter", "second quarter", "third quarter", "fourth quarter"),
    *("January to April", "May to August", "September to December"),
    *("first half", "second half"),
)
"""From season 21 on."""


def moment_in_words(moment: Moment) -> str:
    """A phrase such as "24 November 2024, 10:00 UTC" or "about November 2024 (year uncertain)"."""
    phrase = _date(moment) + (_clock(moment.clock) if moment.clock else "")
    approximate, uncertain = _marked(moment, "~%"), _marked(moment, "?%")
    if len(approximate) == len(moment.parts) or moment.year.stated != moment.year.pattern:
        phrase, approximate = f"about {phrase}", []
    if len(uncertain) == len(moment.parts):
        uncertain = [""]
    remarks = [f"{part} approximate" for part in approximate] + [f"{part} uncertain".lstrip() for part in uncertain]
    return f"{phrase} ({', '.join(remarks)})" if remarks else phrase


def plain_in_words(text: str) -> str:
    """The same of a date without marks, `2024`, `2024-11` or `2024-11-24`."""
    year, month, day = (int(part or 0) for part in (text[:4], text[5:7], text[8:]))
    return f"{f'{day} ' if day else ''}{f'{_MONTHS[month - 1]} ' if month else ''}{_era(year)}"


def _marked(moment: Moment, qualifiers: str) -> list[str]:
    """Names of the parts that one of these qualifiers is about: its own, or one that stands behind it."""
    names = ("year", "season" if moment.has_season else "month", "day")
    parts = moment.parts
    marks = (part.before + "".join(later.after for later in parts[place:]) for place, part in enumerate(parts))
    return [name for name, mark in zip(names, marks, strict=False) if set(mark) & set(qualifiers)]


def _date(moment: Moment) -> str:
    year = _year(moment.year)
    if not moment.month:
        return year
    glue = ", " if "X" in moment.year.stated else " "
    if moment.has_season:
        return _SEASONS[int(moment.month.pattern) - 21] + glue + year
    if not moment.day:
        return _month(moment.month.pattern, glue + year)
    return _day(moment.day.pattern, moment.month.pattern, glue + year)


def _day(day: str, month: str, year: str) -> str:
    if day == month == "XX":
        return "an unknown day" + (year if year.startswith(",") else f" of{year}")
    whole = _month(month, year)
    if day == "XX":
        return f"an unknown day of {whole}"
    return f"day {day} of {whole}" if "X" in day + month else f"{int(day)} {whole}"


def _month(month: str, year: str) -> str:
    if "X" not in month:
        return _MONTHS[int(month) - 1] + year
    unclear = "an unknown month" if month == "XX" else f"month {month}"
    return unclear + (year if year.startswith(",") else f" of{year}")


def _year(year: Part) -> str:
    stated = year.stated
    certain = stated.rstrip("X")
    if certain in ("", "-"):
        return "an unknown year"
    if "X" in certain:
        return f"a year {stated}"
    if certain == stated:
        return _era(int(stated))
    if len(certain) == 3 and certain >= "100":
        return f"{certain}0s"
    first, last = sorted(int(stated.replace("X", digit)) for digit in "09")
    return f"{_era(first)} to {_era(last or -1)}"


def _era(year: int) -> str:
    """Year 0 is 1 BCE."""
    if year < 1:
        return f"{_grouped(1 - year)} BCE"
    return f"{year} CE" if year < 1000 else _grouped(year)


def _grouped(year: int) -> str:
    return f"{year:,}" if year > 9999 else str(year)


def _clock(clock: Clock) -> str:
    time = f", {clock.hour:02}:{clock.minute:02}" + (f":{clock.second:02}" if clock.second else "")
    if clock.offset is None:
        return time
    hours, minutes = divmod(abs(clock.offset) // 60, 60)
    sign = "-" if clock.offset < 0 else "+"
    return f"{time} UTC{sign}{hours:02}:{minutes:02}" if clock.offset else f"{time} UTC"
