"""Intake: what a value without quotes means: text where the shape asks for text, else what JSON reads."""

from collections.abc import Mapping
from typing import Any

import orjson
from marshmallow import Schema, fields

from service.intake.fields import TextField
from service.intake.records import LOADERS


class Plain(str):
    """Text that stood without quotes."""

    __slots__ = ()


def settled(record_type: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """`body` without Plain: `start: 2024` is text and `value: 2024` a number, because the shape says so."""
    return _members(body, LOADERS[record_type])


def _members(body: Mapping[str, Any], shape: Schema | None) -> dict[str, Any]:
    return {name: _settle(held, shape.fields.get(name) if shape else None) for name, held in body.items()}


def _settle(value: Any, field: fields.Field[Any] | None) -> Any:
    if isinstance(value, Plain):
        return _read(value, as_text=isinstance(field, TextField))
    if isinstance(value, list):
        entry = field.inner if isinstance(field, fields.List) else None
        return [_settle(held, entry) for held in value]
    if isinstance(value, dict):
        return _members(value, field.schema if isinstance(field, fields.Nested) else None)
    return value


def _read(plain: Plain, *, as_text: bool) -> Any:
    if plain in ("", "~", "null"):
        return None
    if as_text:
        return str(plain)
    try:
        return orjson.loads(str(plain))
    except orjson.JSONDecodeError:
        return str(plain)
