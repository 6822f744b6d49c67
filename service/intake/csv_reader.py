"""Intake: CSV whose columns are a record's fields (an event's, unless `record` names another type), or TimelineJS's."""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from marshmallow import fields

from service.domain.errors import Fault
from service.domain.pointers import pointer
from service.intake.fields import TextField
from service.intake.json_values import json_value
from service.intake.lines import Line, fault_line, record_line
from service.intake.records import LOADERS
from service.intake.timelinejs_rows import column, is_timelinejs
from service.intake.timelinejs_sheet import Sheet

csv.field_size_limit(4 * 2**20)

_GUARDED: Final = re.compile(r"'[=+\-@'\t\r]")
"""How `events.csv` begins a cell that a spreadsheet would calculate."""
_NOT_UTF_8: Final = re.compile("[\udc80-\udcff]")
"""How Python carries bytes that are no UTF-8 (its error handler `surrogateescape`)."""

_Row = tuple[int, list[str], str]
"""The number of its first line, its cells, and what is wrong with it."""


def read_csv(stream: BinaryIO) -> Iterator[Line]:
    """Every row with anything in it, by the columns that the first one names."""
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _lines(_rows(csv.reader(text, strict=True)))
    finally:
        text.detach()


def _lines(rows: Iterator[_Row]) -> Iterator[Line]:
    number, header, fault = next(rows, (1, [], "has no header"))
    names = [name.strip() for name in header]
    if fault := fault or _header_fault(names):
        yield fault_line(number, fault)
        return
    sheet = Sheet()
    read = partial(_slide, sheet) if is_timelinejs(names) else _record
    for number, cells, fault in rows:
        if fault or (any(cells) and len(cells) != len(names)):
            yield fault_line(number, fault or f"has {len(cells)} cells, but the header has {len(names)}")
        elif any(cells):
            yield from read(number, {name: _unguarded(cell) for name, cell in zip(names, cells, strict=True) if cell})
    yield from sheet.timelines()


def _header_fault(names: list[str]) -> str:
    if len(set(names)) < len(names):
        return "names a column twice"
    return "must separate columns with commas, not semicolons" if len(names) == 1 and ";" in names[0] else ""


def _rows(reader: Any) -> Iterator[_Row]:
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, [], f"is not CSV: {error}"
        else:
            yield number, cells, "is not UTF-8" if any(map(_NOT_UTF_8.search, cells)) else ""


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _slide(sheet: Sheet, number: int, row: dict[str, str]) -> Iterator[Line]:
    return sheet.lines(number, {column(name): cell for name, cell in row.items()})


def _record(number: int, row: dict[str, str]) -> Iterator[Line]:
    line = record_line(number, row)
    if line.type is None or line.body is None:
        yield line
        return
    body, faults = {}, []
    for name, cell in line.body.items():
        try:
            body[name] = _value(cell, LOADERS[line.type].fields.get(name))
        except ValueError as error:
            faults.append(Fault(f"is not JSON: {error}", pointer(name)))
    yield Line(number, line.type, None if faults else body, tuple(faults))


def _value(cell: str, field: fields.Field[Any] | None) -> Any:
    """A cell as its field wants it: text as it is, lists of text split at `;`, everything else read as JSON.

    What the server sets is not read at all.
    """
    if field is None or field.dump_only or isinstance(field, TextField):
        return cell
    if isinstance(field, fields.List) and isinstance(field.inner, TextField):
        return [part for piece in cell.split(";") if (part := piece.strip())]
    return json_value(cell.encode())
