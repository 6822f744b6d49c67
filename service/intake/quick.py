"""Intake: shapes once more, as plain functions over their fields: what is good passes in a tenth of the time.

What is not good is asked of marshmallow, which says why.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from marshmallow import ValidationError, fields, missing

from service.domain.records import Fields
from service.intake.fields import ChoiceField, ListField, WholeField
from service.intake.shapes import RecordShape, Shape
from service.intake.values import FormField

Take = Callable[[Any], Any]
"""Makes of a value what it means. Raises ValidationError without saying where."""

_REMEMBERED: Final = 1_024
"""Values a field: of ids, labels and choices a few come again and again."""


def quick(shape: Shape) -> Callable[[Any], Fields]:
    """What `shape.load` does with a body that it takes. Raises ValidationError for any other, without saying where."""
    takes = {name: _taking(field) for name, field in shape.load_fields.items()}
    ignored = shape.fields.keys() - takes.keys() if isinstance(shape, RecordShape) else frozenset()
    known = takes.keys() | ignored
    required = {name for name, field in shape.load_fields.items() if field.required}
    defaults = {name: field.load_default for name, field in shape.load_fields.items()}
    made = [(name, make) for name, make in defaults.items() if callable(make)]
    left_out = {name for name, default in defaults.items() if default is missing} - required

    def load(body: Any) -> Fields:
        if not isinstance(body, dict) or not known >= body.keys() >= required:
            raise ValidationError("is no such object")
        values = defaults | {name: takes[name](value) for name, value in body.items() if name in takes}
        values |= {name: make() for name, make in made if name not in body}
        for name in left_out - body.keys():
            del values[name]
        shape.judge(values)
        return values

    return load


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

    return _remembering(taken) if isinstance(field, _REPEATED) else taken


_REPEATED: Final = (FormField, ChoiceField, WholeField)


def _remembering(take: Take) -> Take:
    """The same, with what it made of texts and whole numbers in mind. (To Python 1 is 1.0 and True, to a field not.)"""
    known = lru_cache(_REMEMBERED)(take)
    return lambda value: known(value) if type(value) in (str, int) else take(value)


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
