"""The shapes as marshmallow has them."""

from marshmallow import EXCLUDE, Schema, fields


class _Schema(Schema):
    class Meta:
        unknown = EXCLUDE


class ActorSchema(_Schema):
    """Who took part."""

    actor = fields.String(required=True)
    role = fields.String(load_default="participant")


class TagSchema(_Schema):
    """A tag, of which only the text is shown."""

    tag = fields.String(required=True)


class SourceSchema(_Schema):
    """Where it is known from."""

    source = fields.String(required=True)
    credibility = fields.Integer(required=True)


class PlaceSchema(_Schema):
    """Columns of the event, shown as an object."""

    name = fields.String(required=True, attribute="place_name")
    country = fields.String(required=True, attribute="place_country")
    lat = fields.Float(required=True, attribute="place_lat")
    lon = fields.Float(required=True, attribute="place_lon")


class EventSchema(_Schema):
    """An event."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    summary = fields.String(load_default="")
    kind = fields.String(load_default="event")
    start = fields.String(required=True)
    end = fields.String(allow_none=True, load_default=None)
    status = fields.String(load_default="reported")
    earliest = fields.String(required=True)
    latest = fields.String(required=True)
    actors = fields.List(fields.Nested(ActorSchema), load_default=list)
    tags = fields.List(fields.Pluck(TagSchema, "tag"), load_default=list)
    place = fields.Nested(PlaceSchema, required=True)
    sources = fields.List(fields.Nested(SourceSchema), load_default=list)


class RelationSchema(_Schema):
    """A relation."""

    id = fields.String()
    type = fields.String()
    cause = fields.String()
    response = fields.String()
    confidence = fields.Integer()
