"""Intake: the shape of a timeline; what the words of its query mean is judged by `service.domain.timelines`."""

from typing import Any, Final

from marshmallow import ValidationError, fields

from service.intake.fields import ListField, NumberField, TextField, TruthField, WholeField, messages
from service.intake.shapes import RecordShape, server_fields
from service.intake.values import NameField

_WORD: Final = TextField("A value.", example="strike", low=1, high=1000)
_VALUES: Final[dict[type, fields.Field[Any]]] = {
    str: _WORD,
    bool: TruthField("True or false."),
    int: WholeField("A whole number.", example=1),
    float: NumberField("A number.", example=1.5, low=-(2**53), high=2**53),
    list: ListField(_WORD, "Any of them.", example=["strike", "talks"]),
}


class QueryField(fields.Dict):
    """Event words with their values: text, a number, true, false, or a list of texts."""

    default_error_messages = messages(
        invalid="must be an object of event words",
        value="must be text, a number, true, false or a list of texts",
    )

    def _deserialize(self, value: Any, *_where: Any, **_kwargs: Any) -> Any:
        if not isinstance(value, dict):
            raise self.make_error("invalid")
        faults = {name: fault for name, held in value.items() if (fault := self._fault(held)) is not None}
        if faults:
            raise ValidationError(faults)
        return dict(value)

    def _fault(self, held: Any) -> Any:
        if type(held) not in _VALUES:
            return self.make_error("value").messages
        try:
            _VALUES[type(held)].deserialize(held)
        except ValidationError as error:
            return error.messages
        return None


class TimelineShape(RecordShape):
    """Needs `title`; an empty query selects every event."""

    title = NameField("The timeline's title.", example="Missiles, November 2024", required=True)
    summary = TextField("Plain text; markup in it is text.", example="", high=20_000, load_default="")
    query = QueryField(
        load_default=dict,
        metadata={
            "description": "Event words and their values, as on `/v1/events`.",
            "example": {"tag": ["ukraine-war"], "since": "2024-11"},
            "default": {},
        },
    )
    version, created_at, updated_at = server_fields()
