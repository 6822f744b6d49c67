"""Intake: the shape of an event."""

from operator import itemgetter
from typing import Final

from marshmallow import ValidationError, fields

from service.domain.events import PRECISIONS, ROLES, STATUSES
from service.domain.records import Fields
from service.intake.fields import ChoiceField, ListField, NumberField, TextField
from service.intake.figures import FigureShape
from service.intake.shapes import CitationShape, RecordShape, Shape, server_fields, server_text
from service.intake.values import (
    CountryField,
    EdtfField,
    EndField,
    IdField,
    LabelField,
    LanguageField,
    NameField,
    UrlField,
)

MEDIA_TYPES: Final = ("image", "video", "audio", "link")


class RoleShape(Shape):
    """Who took part, and how."""

    actor = IdField("The actor.", example="us", required=True)
    role = ChoiceField("The part played.", *ROLES, load_default="participant")


class PlaceShape(Shape):
    """Where; every part may be null, but `lat` and `lon` stand only together."""

    name = NameField("The place's name.", example="Russia", load_default=None)
    country = CountryField("ISO 3166-1 alpha-2 code.", example="RU", load_default=None)
    lat = NumberField("Degrees north (WGS 84).", example=55.75, low=-90, high=90, load_default=None)
    lon = NumberField("Degrees east (WGS 84).", example=37.62, low=-180, high=180, load_default=None)
    precision = ChoiceField("How closely the place is known.", *PRECISIONS, load_default=None)

    def judge(self, place: Fields) -> None:
        """Refuses one coordinate without the other."""
        for name, other in (("lat", "lon"), ("lon", "lat")):
            if place[name] is None and place[other] is not None:
                raise ValidationError(f"is needed beside {other}", name)


class MediaShape(Shape):
    """Something to see or hear; only `url` is needed."""

    url = UrlField("Where it is found.", example="https://example.org/strike.jpg", required=True)
    type = ChoiceField("What it is.", *MEDIA_TYPES, load_default="link")
    caption = TextField("Text below it.", example="A tank fires", low=1, high=1000, load_default=None)
    credit = TextField("Who made it.", example="General Staff", low=1, load_default=None)
    alt = TextField("Text instead of it.", example="A tank on a road", low=1, high=1000, load_default=None)


class IdentifierShape(Shape):
    """The event's id in another system."""

    scheme = LabelField("The other system.", example="acled", required=True)
    value = NameField("The id there.", example="UKR12345", required=True)


class EventShape(RecordShape):
    """Needs `title` and `start`."""

    title = NameField("What happened, in a line.", example="United States permits strikes", required=True)
    summary = TextField("Plain text; markup in it is text.", example="", high=20_000, load_default="")
    lang = LanguageField("Language of the texts (BCP 47).", example="en", load_default=None)
    kind = IdField("The kind of event.", example="permission", load_default="event")
    start = EdtfField("When it began, or its whole extent as an interval (EDTF).", example="2024-11~", required=True)
    end = EndField("When it ended (EDTF); `..` is still going on.", example="2024-11-24", load_default=None)
    date_text = TextField("The date as the source words it.", example="now", low=1, load_default=None)
    status = ChoiceField("The editor's word on it.", *STATUSES, load_default="reported")
    actors = ListField(
        fields.Nested(RoleShape),
        "Who took part; an actor in one role stands once.",
        example=[{"actor": "us", "role": "initiator"}],
        once=itemgetter("actor", "role"),
    )
    place = fields.Nested(
        PlaceShape,
        load_default=None,
        metadata={"description": "Where it happened.", "example": {"name": "Russia", "country": "RU"}},
    )
    figures = ListField(
        fields.Nested(FigureShape), "Numbers claimed.", example=[{"metric": "personnel_losses", "value": 1610}]
    )
    media = ListField(fields.Nested(MediaShape), "Things to see or hear.", example=[{"url": "https://example.org/a"}])
    tags = ListField(
        LabelField("A tag.", example="ukraine-war"), "Free words to find it by.", example=["ukraine-war"], once=str
    )
    identifiers = ListField(
        fields.Nested(IdentifierShape),
        "Its ids in other systems.",
        example=[{"scheme": "acled", "value": "UKR12345"}],
        once=itemgetter("scheme", "value"),
    )
    sources = ListField(
        fields.Nested(CitationShape), "Where it is known from.", example=[{"source": "news-2024-11-26"}]
    )
    earliest = server_text("Its first second; null where that is open.", example="2024-11-01T00:00:00Z", nullable=True)
    latest = server_text("Its last second; null where that is open.", example="2024-11-30T23:59:59Z", nullable=True)
    version, created_at, updated_at = server_fields()
