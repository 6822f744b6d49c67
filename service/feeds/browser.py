"""Feeds: ids that are safe as names of a JavaScript object's properties, which is how widgets look them up."""

from typing import Final

_INHERITED: Final = "constructor"
"""The one inherited property that can be an id: vis-timeline stops at it, TimelineJS renames it."""


def object_key(record_id: str) -> str:
    """The id itself, but for the one that cannot be used; no id begins with `_`."""
    return f"_{record_id}" if record_id == _INHERITED else record_id
