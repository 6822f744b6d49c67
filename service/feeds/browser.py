"""Feeds: what a browser is handed: HTML, and ids by which widgets look things up among a JavaScript object's names."""

import html
import re
from typing import Final

_MARKUP: Final = re.compile("[&<>\"']")

_INHERITED: Final = "constructor"
"""The one inherited property that can be an id: vis-timeline stops at it, TimelineJS renames it."""


def object_key(record_id: str) -> str:
    """The id itself, but for the one that cannot be used; no id begins with `_`."""
    return f"_{record_id}" if record_id == _INHERITED else record_id


def escape(text: str) -> str:
    """Text as HTML; most has nothing in it to escape, which is seen at one look."""
    return html.escape(text) if _MARKUP.search(text) else text
