"""Feeds: a feed that is one JSON document, as text."""

from typing import Any

import orjson


def json_text(value: Any) -> str:
    """The same as domain.records.encode, in a tenth of its time; only numbers that have an exponent look otherwise."""
    return orjson.dumps(value).decode()
