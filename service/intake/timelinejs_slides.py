"""Intake: TimelineJS's JSON: each slide as the row that its spreadsheet would have."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from service.domain.errors import Fault
from service.domain.pointers import pointer
from service.domain.records import encode
from service.intake.lines import Line, fault_line
from service.intake.timelinejs_sheet import Sheet

MEMBERS: Final = ("title", "eras", "scale")
"""What a configuration has beside its `events`."""

_Path = tuple[str, ...]
_COLUMNS: Final[dict[_Path, str]] = {
    ("text", "headline"): "headline",
    ("text", "text"): "text",
    ("media", "url"): "media",
    ("media", "caption"): "mediacaption",
    ("media", "credit"): "mediacredit",
    ("media", "alt"): "alttext",
    ("display_date",): "displaydate",
    ("unique_id",): "uniqueid",
    ("start_date", "year"): "year",
    ("start_date", "month"): "month",
    ("start_date", "day"): "day",
    ("end_date", "year"): "endyear",
    ("end_date", "month"): "endmonth",
    ("end_date", "day"): "endday",
}
"""The columns whose cells stand elsewhere in a slide than under their own names."""
_CLOCK: Final = ("hour", "minute", "second", "millisecond")


def is_slide(value: object) -> bool:
    """Whether an entry of `events` is TimelineJS's: no record has a `start_date`, every slide has."""
    return isinstance(value, dict) and "start_date" in value


def slide_lines(sheet: Sheet, number: int, slide: dict[str, Any], **columns: str) -> Iterator[Line]:
    """The records of a slide, with notes that say where in it they belong."""
    cells = dict(_cells(slide))
    columns |= {"time": _time(cells, "start_date"), "endtime": _time(cells, "end_date"), **_display_date(cells)}
    row = {_COLUMNS.get(path, "/".join(path)): cell for path, cell in cells.items()}
    places = {pointer(_COLUMNS.get(path, "/".join(path))): pointer(*path) for path in cells}
    for line in sheet.lines(number, columns | row):
        notes = (replace(note, pointer=places.get(note.pointer or "", note.pointer)) for note in line.notes)
        yield replace(line, notes=tuple(notes))


def member_lines(sheet: Sheet, number: int, name: str, value: Any) -> Iterator[Line]:
    """What one of MEMBERS holds."""
    if name == "title" and isinstance(value, dict):
        yield from slide_lines(sheet, number, value, type="title")
    elif name == "title":
        yield fault_line(number, "must be an object", pointer(name))
    elif name == "eras" and value:
        yield Line(number, notes=(Fault("are not carried over: they are bands behind the slides", pointer(name)),))
    elif name == "scale" and value != "human":
        yield Line(number, notes=(Fault("is not carried over: the feed takes it from the dates", pointer(name)),))


def _cells(slide: dict[str, Any]) -> Iterator[tuple[_Path, str]]:
    """What is set, as text, by where it stands; what lies deeper than any column stays in one piece."""
    for name, value in slide.items():
        inner = {(name, part): held for part, held in value.items()} if isinstance(value, dict) else {(name,): value}
        for path, held in inner.items():
            if held is not None and held is not False and held != "":
                yield path, held if isinstance(held, str) else encode(held)


def _time(cells: dict[_Path, str], side: str) -> str:
    """The time of day, taken out of the cells."""
    hour, minute, second, fraction = (cells.pop((side, part), "") for part in _CLOCK)
    if not (hour or minute or second or fraction):
        return ""
    return f"{hour or 0}:{minute or 0:0>2}:{second or 0:0>2}" + (f".{fraction:0>3}" if fraction else "")


def _display_date(cells: dict[_Path, str]) -> dict[str, str]:
    """The words that TimelineJS shows for the date where the slide as a whole has none, taken out of the cells."""
    sides = [side for side in ("start_date", "end_date") if any(path[0] == side for path in cells)]
    words = [cells.get((side, "display_date"), "") for side in sides]
    if ("display_date",) in cells or not all(words):
        return {}
    for side in sides:
        del cells[side, "display_date"]
    return {"displaydate": " — ".join(words)} if words else {}
