"""Intake: from a JSON body to a draft, with every fault at once."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final

import uuid_utils
from marshmallow import Schema, ValidationError
from marshmallow.exceptions import SCHEMA
from marshmallow.fields import Nested

from service.domain.drafts import draft
from service.domain.errors import Fault, Invalid
from service.domain.patches import merge_patch
from service.domain.pointers import pointer
from service.domain.records import (
    ACTOR,
    EVENT,
    KIND,
    RELATION,
    SOURCE,
    TIMELINE,
    Draft,
    Fields,
    Revise,
    encode,
)
from service.intake.actors import ActorShape
from service.intake.events import EventShape
from service.intake.kinds import KindShape
from service.intake.quick import quick
from service.intake.relations import RelationShape
from service.intake.shapes import RecordShape
from service.intake.sources import SourceShape
from service.intake.timelines import TimelineShape
from service.intake.values import IdField

SHAPES: Final[dict[str, type[RecordShape]]] = {
    EVENT: EventShape,
    RELATION: RelationShape,
    ACTOR: ActorShape,
    SOURCE: SourceShape,
    KIND: KindShape,
    TIMELINE: TimelineShape,
}
LOADERS: Final = {record_type: shape() for record_type, shape in SHAPES.items()}
"""Made once: a schema copies all of its fields when it is made, and keeps nothing of what it loads."""
_QUICK: Final = {record_type: quick(shape) for record_type, shape in LOADERS.items()}

_MOST_FAULTS: Final = 50
_ID: Final = IdField("A record's id.", example="us")


def fields(record_type: str, body: object) -> Fields:
    """The record's fields without `id`, all of them, in the contract's order.

    Raises Invalid with a pointer for each fault, fifty at most.
    """
    values, faults = _judged(record_type, body)
    _refuse(faults)
    values.pop("id", None)
    return values


def read(record_type: str, body: object, *, record_id: str | None = None) -> Draft:
    """A draft under `record_id`, else under the body's own id, else under a new UUIDv7.

    Raises Invalid for every fault of the body, for an id that is none or not the body's, and for dates out of order.
    """
    values, faults = _judged(record_type, body)
    if record_id is not None:
        faults.extend(_id_faults(record_id, body))
    _refuse(faults)
    own_id = values.pop("id", None)
    return draft(record_type, record_id or own_id or str(uuid_utils.uuid7()), values)


def imported(record_type: str, body: object) -> Draft:
    """An import line's draft. Raises Invalid as `read` does, and where an id is missing that does not follow."""
    values, faults = _judged(record_type, body)
    own_id = values.pop("id", None)
    if own_id is None and not faults and record_type != RELATION:
        faults.append(Fault("is required in an import, so that a repeat changes nothing", "/id"))
    _refuse(faults)
    return draft(record_type, own_id or derived_id(values), values)


def derived_id(relation: Fields) -> str:
    """The id of a relation imported without one: the same link has the same id, so that a repeat changes nothing."""
    link = [relation[name] for name in ("type", "cause", "response", "asserted_by")]
    return f"rel-{hashlib.sha256(encode(link).encode()).hexdigest()[:32]}"


def patched(record_type: str, record_id: str, patch: object) -> Revise:
    """What a merge patch (RFC 7396) makes of the stored fields; storage has refused an absent record before.

    Raises Invalid where the patch is no object, or takes away what no record has; the returned function raises what
    `read` does.
    """
    if not isinstance(patch, dict):
        _refuse([Fault("must be an object", "")])
    else:
        _refuse(list(islice(_taken_in_vain(patch, LOADERS[record_type]), _MOST_FAULTS)))

    def revise(stored: Fields | None) -> Draft:
        return read(record_type, merge_patch(stored, patch), record_id=record_id)

    return revise


def _taken_in_vain(patch: Fields, shape: Schema, *steps: str) -> Iterator[Fault]:
    """Unknown fields that are null: the merge takes them away, so that nobody would be told."""
    for name, value in patch.items():
        field = shape.fields.get(name)
        if field is None and value is None:
            yield Fault(shape.error_messages["unknown"], pointer(*steps, name))
        elif isinstance(field, Nested) and isinstance(value, dict):
            yield from _taken_in_vain(value, field.schema, *steps, name)


def _judged(record_type: str, body: Any) -> tuple[Fields, list[Fault]]:
    with suppress(ValidationError):
        return _QUICK[record_type](body), []
    try:
        return LOADERS[record_type].load(body), []
    except ValidationError as error:
        return {}, list(islice(_faults(error.messages, body), _MOST_FAULTS))


def _faults(told: Any, body: Any, *steps: str | int) -> Iterator[Fault]:
    """marshmallow's nested messages as faults with pointers: what is missing, then the rest as the body has it."""
    if not isinstance(told, dict):
        yield from (Fault(message, pointer(*steps)) for message in told)
        return
    places = {name: place for place, name in enumerate(body)} if isinstance(body, dict) else {}
    for step, inner in sorted(told.items(), key=lambda item: places.get(item[0], -1)):
        if step == SCHEMA and step not in places:
            yield from _faults(inner, body, *steps)
        else:
            yield from _faults(inner, _entry(body, step), *steps, step)


def _entry(body: Any, step: str | int) -> Any:
    """What stands at a step; None where nothing does."""
    if isinstance(body, list) and isinstance(step, int):
        return body[step]
    return body.get(step) if isinstance(body, dict) else None


def _id_faults(record_id: str, body: object) -> Iterator[Fault]:
    try:
        _ID.deserialize(record_id)
    except ValidationError as error:
        yield from (Fault(message, parameter="id") for message in error.messages)
    if isinstance(body, dict) and body.get("id", record_id) != record_id:
        yield Fault(f"must be the id of the path, {record_id!r}", "/id")


def _refuse(faults: list[Fault]) -> None:
    if faults:
        first = faults[0]
        raise Invalid(f"{first.pointer or first.parameter or 'the record'} {first.detail}", faults)
