"""Intake: JSON that holds records in sections (`{"events": […], "relations": […]}`), as one list of events, or as
TimelineJS's configuration.

It is decoded record by record, because only so is the line known on which each begins.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from service.domain.pointers import pointer
from service.domain.records import EVENT
from service.intake.json_values import DECODER, NameTwice, refuse_halves
from service.intake.lines import SECTIONS, Line, fault_line, record_line
from service.intake.timelinejs_sheet import Sheet
from service.intake.timelinejs_slides import MEMBERS, is_slide, member_lines, slide_lines


def read_json(stream: BinaryIO) -> Iterator[Line]:
    """The records; where the text is no JSON, that is the last line."""
    try:
        cursor = _Cursor(stream.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield fault_line(1, f"is not UTF-8: {error.reason} at byte {error.start}")
        return
    try:
        yield from _lines(cursor)
    except (ValueError, RecursionError) as error:
        yield fault_line(cursor.line, f"is not JSON: {error}")


def _lines(cursor: "_Cursor") -> Iterator[Line]:
    sheet = Sheet()
    if cursor.at_list():
        yield from _section(cursor, sheet, EVENT)
    else:
        for name in cursor.names():
            yield from _member(cursor, sheet, name)
    cursor.end()
    yield from sheet.timelines()


def _member(cursor: "_Cursor", sheet: Sheet, name: str) -> Iterator[Line]:
    number = cursor.line
    if name in SECTIONS:
        yield from _section(cursor, sheet, SECTIONS[name], name)
    elif name in MEMBERS:
        yield from member_lines(sheet, number, name, cursor.value())
    else:
        yield fault_line(number, f"is none of {', '.join(SECTIONS)}", pointer(name))
        cursor.value()


def _section(cursor: "_Cursor", sheet: Sheet, record_type: str, *steps: str) -> Iterator[Line]:
    for index, _ in enumerate(cursor.entries()):
        address = "" if cursor.begins_line else f"#{pointer(*steps, index)}"
        for line in _records(cursor, sheet, record_type):
            yield replace(line, source=address)


def _records(cursor: "_Cursor", sheet: Sheet, record_type: str) -> Iterable[Line]:
    number = cursor.line
    try:
        value = cursor.value()
    except NameTwice as error:
        cursor.pass_over()
        return [fault_line(number, str(error), "")]
    if record_type == EVENT and is_slide(value):
        return slide_lines(sheet, number, value)
    return [record_line(number, value, record_type)]


_LENIENT: Final = json.JSONDecoder()
_BLANKS: Final = re.compile(r"[ \t\r\n]*")


class _Cursor:
    """A place in the text, never before a blank. Raises ValueError where something else stands than was asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.line = 1
        self.begins_line = False
        """Whether a line has just ended, so that this place is told by its number alone."""
        self._move(0)

    def at_list(self) -> bool:
        return self._text.startswith("[", self._at)

    def names(self) -> Iterator[str]:
        """The names of an object's members; each time, the caller takes the value."""
        for _ in self._members("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                raise ValueError(f"a name must be text: line {self.line}")
            self._take(":")
            yield name

    def entries(self) -> Iterator[None]:
        """Once before each entry of a list, which the caller takes."""
        return self._members("[", "]")

    def value(self) -> Any:
        """Takes one whole value."""
        value, end = DECODER.raw_decode(self._text, self._at)
        refuse_halves(self._text[self._at : end], value)
        self._move(end)
        return value

    def pass_over(self) -> None:
        """Takes one whole value that `value` refused for a name said twice."""
        self._move(_LENIENT.raw_decode(self._text, self._at)[1])

    def end(self) -> None:
        """Refuses what follows the last value."""
        if self._at < len(self._text):
            raise ValueError(f"something follows the end: line {self.line}")

    def _members(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if not self._text.startswith(closing, self._at):
            yield
            while self._text.startswith(",", self._at):
                self._take(",")
                yield
        self._take(closing)

    def _take(self, sign: str) -> None:
        if not self._text.startswith(sign, self._at):
            raise ValueError(f"{sign!r} is missing: line {self.line}")
        self._move(self._at + 1)

    def _move(self, to: int) -> None:
        blanks = _BLANKS.match(self._text, to)
        end = blanks.end() if blanks else to
        self.line += self._text.count("\n", self._at, end)
        self.begins_line = "\n" in self._text[to:end]
        self._at = end
