"""Feeds: the dates of a slide that was imported from TimelineJS, part by part as its timeline had them."""

import re
from typing import Final

from service.domain.events import TIMELINEJS
from service.domain.selections import Record

_STATED: Final = re.compile(
    r"Y?(?P<year>-?\d+)(-(?P<month>0\d|1[0-2])(-(?P<day>\d\d)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)([.](?P<millisecond>\d{1,3})\d*)?)?)?)?)?"
)
_MILLISECONDS: Final = 3


def slide_dates(event: Record) -> dict[str, dict[str, int]] | None:
    """`start_date` and, where it has an end, `end_date`.

    None for an event that was no slide, and for one whose dates have since become more than TimelineJS can state.
    """
    if not any(entry["scheme"] == TIMELINEJS for entry in event["identifiers"]):
        return None
    stated = {f"{side}_date": _stated(event[side]) for side in ("start", "end") if event[side]}
    return stated if all(stated.values()) else None


def _stated(text: str) -> dict[str, int]:
    """The parts of a plain date; none of any other. EDTF's year 0 is 1 BCE, which TimelineJS writes as -1."""
    found = _STATED.fullmatch(text)
    parts = {name: digits for name, digits in found.groupdict().items() if digits} if found else {}
    if "millisecond" in parts:
        parts["millisecond"] = parts["millisecond"].ljust(_MILLISECONDS, "0")
    return {name: int(digits) - (name == "year" and int(digits) <= 0) for name, digits in parts.items()}
