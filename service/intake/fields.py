"""Intake: the fields that every shape is made of. Nothing is coerced; all text in the system passes TextField."""

import math
import re
from collections.abc import Callable
from typing import Any, Final

from marshmallow import ValidationError, fields, validate

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LARGEST: Final = 2**63 - 1

MOST_ENTRIES: Final = 1000
"""Of any list in a record."""


def messages(**own: str) -> dict[str, Any]:
    """A field's messages: predicates, since the fault's pointer names the subject."""
    return {"required": "is required", "null": "must not be null"} | own


class TextField(fields.String):
    """Text of `low` to `high` characters, kept as it is given; no NUL, no lone surrogate."""

    default_error_messages = messages(
        invalid="must be text",
        nul="must not hold a NUL character",
        surrogate="must not hold half of a surrogate pair",
    )

    def __init__(self, description: str, *, example: Any, low: int = 0, high: int = 300, **rest: Any) -> None:
        shown = {"description": description, "example": example} | rest.pop("metadata", {})
        size = validate.Length(low, high, error="must have {min} to {max} characters")
        super().__init__(metadata=shown, validate=size, **rest)

    def _deserialize(self, value: Any, *_where: Any, **_kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if "\0" in value:
            raise self.make_error("nul")
        if not value.isascii() and _SURROGATE.search(value):
            raise self.make_error("surrogate")
        return value


class ChoiceField(TextField):
    """One of a closed list."""

    def __init__(self, description: str, *choices: str, **rest: Any) -> None:
        super().__init__(description, **({"example": choices[0]} | rest))
        self.validators = [validate.OneOf(choices, error="must be one of {choices}")]


class WholeField(fields.Integer):
    """A whole number, written as one: 5, not 5.0, "5" or true; within 64 bits unless narrower bounds are given."""

    default_error_messages = messages(invalid="must be a whole number")

    def __init__(
        self, description: str, *, example: int, low: int = -_LARGEST - 1, high: int = _LARGEST, **rest: Any
    ) -> None:
        shown = {"description": description, "example": example}
        super().__init__(metadata=shown, validate=_between(low, high), **rest)

    def _deserialize(self, value: Any, *_where: Any, **_kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return value


class NumberField(fields.Float):
    """A finite number from `low` to `high`, kept as it is given: a whole one stays whole."""

    default_error_messages = messages(invalid="must be a finite number")

    def __init__(self, description: str, *, example: float, low: float, high: float, **rest: Any) -> None:
        shown = {"description": description, "example": example}
        super().__init__(metadata=shown, validate=_between(low, high), **rest)

    def _deserialize(self, value: Any, *_where: Any, **_kwargs: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.make_error("invalid")
        if isinstance(value, float) and not math.isfinite(value):
            raise self.make_error("invalid")
        return value


class TruthField(fields.Boolean):
    """true or false; 1, 0 and "true" are neither."""

    default_error_messages = messages(invalid="must be true or false")

    def __init__(self, description: str, *, example: bool = False, **rest: Any) -> None:
        super().__init__(metadata={"description": description, "example": example}, **rest)

    def _deserialize(self, value: Any, *_where: Any, **_kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class ListField(fields.List[Any]):
    """A list, empty when left out, in which no two entries have the same key of `once`."""

    default_error_messages = messages(invalid="must be a list")

    def __init__(
        self,
        entry: fields.Field[Any],
        description: str,
        *,
        example: list[Any],
        once: Callable[[Any], object] | None = None,
    ) -> None:
        self.once = once
        shown = {"description": description, "example": example, "default": []}
        size = validate.Length(max=MOST_ENTRIES, error="must have at most {max} entries")
        super().__init__(entry, metadata=shown, load_default=list, validate=size)

    def _deserialize(self, value: Any, *where: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        entries = super()._deserialize(value, *where, **kwargs) or []
        self.refuse_twins(entries)
        return entries

    def refuse_twins(self, entries: list[Any]) -> None:
        """Raises ValidationError where an entry stands in the list twice."""
        if self.once is None:
            return
        seen: set[object] = set()
        for index, key in enumerate(map(self.once, entries)):
            if key in seen:
                raise ValidationError({index: ["stands in the list twice"]})
            seen.add(key)


def _between(low: float, high: float) -> validate.Range:
    return validate.Range(low, high, error="must be from {min} to {max}")
