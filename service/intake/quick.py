"""Intake: shapes once more, as plain functions over their fields: what is good passes in a tenth of the time.

What is not good is asked of marshmallow, which says why.
"""

from collections.abc import Callable
from typing import Any

from marshmallow import ValidationError, fields, missing

from service.domain.records import Fields
from service.intake.fields import ListField
from service.intake.shapes import RecordShape, Shape

Take = Callable[[Any], Any]
"""Makes of a value what it means. Raises ValidationError without saying where."""


def quick(shape: Shape) -> Callable[[Any], Fields]:
    """What `shape.load` does with a body that it takes. Raises ValidationError for any other, without saying where."""
    members = [(name, _taking(field), field) for name, field in shape.load_fields.items()]
    ignored = shape.fields.keys() - shape.load_fields.keys() if isinstance(shape, RecordShape) else frozenset()
    known = shape.load_fields.keys() | ignored

    def load(body: Any) -> Fields:
        if not isinstance(body, dict) or not known >= body.keys():
            raise ValidationError("is no such object")
        values = {
            name: take(body[name]) if name in body else _default(field)
            for name, take, field in members
            if name in body or field.required or field.load_default is not missing
        }
        shape.judge(values)
        return values

    return load


def _default(field: fields.Field[Any]) -> Any:
    if field.required:
        raise ValidationError("is required")
    return field.load_default() if callable(field.load_default) else field.load_default


def _taking(field: fields.Field[Any]) -> Take:
    """What a field does with a value that is there."""
    take, validators = _meaning(field), field.validators

    def taken(value: Any) -> Any:
        if value is None and field.allow_none:
            return None
        meant = take(value)
        for validate in validators:
            validate(meant)
        return meant

    return taken


def _meaning(field: fields.Field[Any]) -> Take:
    if isinstance(field, fields.Nested):
        return quick(field.schema)  # type: ignore[arg-type]  # every shape of ours is a Shape
    if isinstance(field, ListField):
        return _listing(field)
    return lambda value: field._deserialize(value, None, None)


def _listing(field: ListField) -> Take:
    take = _taking(field.inner)

    def taken(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError("must be a list")
        entries = [take(entry) for entry in value]
        field.refuse_twins(entries)
        return entries

    return taken
