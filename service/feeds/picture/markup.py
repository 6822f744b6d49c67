"""Feeds: SVG elements as text; everything that comes from a record is escaped here."""

import re
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) lets no document hold, not even escaped."""
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def tidy(text: str) -> str:
    """Text on one line: every white space a plain blank, and nothing that no document can hold."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def escape(text: str) -> str:
    """Text for content and for attribute values, on one line."""
    return tidy(text).translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate: a tenth of a pixel is as fine as anyone sees."""
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in ("-0.0", "0.0") else text.removesuffix(".0")


def open_tag(name: str, **attributes: float | str | None) -> str:
    """A start tag; None leaves an attribute out, `_` in a name is `-`, a trailing `_` is dropped."""
    return f"<{name}{_attributes(attributes)}>"


def empty(name: str, **attributes: float | str | None) -> str:
    """An element without content."""
    return f"<{name}{_attributes(attributes)}/>"


def text_element(name: str, content: str, **attributes: float | str | None) -> str:
    """An element whose content is text."""
    return f"<{name}{_attributes(attributes)}>{escape(content)}</{name}>"


def _attributes(attributes: dict[str, float | str | None]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
