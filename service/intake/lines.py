"""Intake: one record as it stood in a file, good or bad."""

from dataclasses import dataclass
from typing import Any, Final

from service.domain.errors import Fault
from service.domain.records import EVENT, TYPES

SECTIONS: Final = {f"{record_type}s": record_type for record_type in TYPES}
"""The plurals under which YAML and JSON files hold their records."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record that is not judged yet, or the reasons why none could be read (then `body` is None)."""

    number: int
    """Of the line on which it begins, from 1."""
    type: str | None = None
    body: dict[str, Any] | None = None
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    """What of it is not carried over, and where that stood; a line may have notes alone."""
    source: str = ""
    """The file's name; where the record does not begin its line, `#` and its JSON pointer in the file follow."""


def record_line(number: int, value: object, default: str = EVENT) -> Line:
    """A line of the type that its own `record` names, else of `default`."""
    if not isinstance(value, dict):
        return fault_line(number, "must be an object", "")
    record_type = value.get("record", default)
    if record_type not in TYPES:
        return fault_line(number, f"must be one of {', '.join(TYPES)}", "/record")
    return Line(number, record_type, {name: held for name, held in value.items() if name != "record"})


def fault_line(number: int, detail: str, pointer: str | None = None) -> Line:
    """A line that holds no record."""
    return Line(number, faults=(Fault(detail, pointer),))
