"""What intake makes of a body: its fields, or the faults by pointer."""

from typing import Any

from service.domain.errors import Invalid
from service.intake import records

LEAST: dict[str, dict[str, Any]] = {
    "event": {"title": "A strike", "start": "2024"},
    "relation": {"type": "responds_to", "cause": "a", "response": "b"},
    "actor": {"name": "Somebody"},
    "source": {"publisher": "Example News"},
    "kind": {"label": "Strike"},
    "timeline": {"title": "Missiles"},
}
"""The least that each type asks for."""


def fields(record_type: str, **more: Any) -> dict[str, Any]:
    """The fields of the least record with `more`."""
    return records.fields(record_type, LEAST[record_type] | more)


def faults(record_type: str, body: Any) -> dict[str | None, str]:
    """Detail by pointer; empty for a body that stands."""
    try:
        records.fields(record_type, body)
    except Invalid as error:
        return {fault.pointer: fault.detail for fault in error.faults}
    return {}


def refused(record_type: str, **more: Any) -> list[str | None]:
    """Where the least record with `more` is refused."""
    return list(faults(record_type, LEAST[record_type] | more))
