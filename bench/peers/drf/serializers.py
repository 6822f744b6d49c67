"""The shapes as Django REST Framework has them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import transaction
from rest_framework.serializers import (
    CharField,
    FloatField,
    ListSerializer,
    ModelSerializer,
    Serializer,
    SlugRelatedField,
)

from bench.peers.drf.models import Event, EventActor, EventSource, EventTag, Relation

LISTS = {"actors": EventActor, "tags": EventTag, "sources": EventSource}


class ActorSerializer(ModelSerializer):
    """Who took part."""

    class Meta:
        model = EventActor
        fields: ClassVar = ["actor", "role"]


class SourceSerializer(ModelSerializer):
    """Where it is known from."""

    class Meta:
        model = EventSource
        fields: ClassVar = ["source", "credibility"]


class PlaceSerializer(Serializer):
    """Columns of the event, shown as an object."""

    name = CharField(source="place_name")
    country = CharField(source="place_country")
    lat = FloatField(source="place_lat")
    lon = FloatField(source="place_lon")


class TagField(SlugRelatedField):
    """A tag, of which only the text is shown, and which is made when it is written."""

    def to_internal_value(self, data: Any) -> dict[str, str]:
        return {"tag": str(data)}


class ManyEvents(ListSerializer):
    """Many events in a few statements."""

    def create(self, validated_data: list[dict[str, Any]]) -> list[Event]:
        with transaction.atomic():
            return _add(validated_data)


class EventSerializer(ModelSerializer):
    """An event and its lists."""

    actors = ActorSerializer(many=True)
    tags = TagField("tag", many=True, queryset=EventTag.objects.all())
    place = PlaceSerializer(source="*")
    sources = SourceSerializer(many=True)

    class Meta:
        model = Event
        list_serializer_class = ManyEvents
        fields: ClassVar = [
            "id", "title", "summary", "kind", "start", "end", "status", "earliest", "latest", "actors", "tags", "place",
            "sources",
        ]  # fmt: skip

    def create(self, validated_data: dict[str, Any]) -> Event:
        with transaction.atomic():
            return _add([validated_data])[0]


class RelationSerializer(ModelSerializer):
    """A relation."""

    class Meta:
        model = Relation
        fields: ClassVar = ["id", "type", "cause", "response", "confidence"]


def _add(bodies: Iterable[dict[str, Any]]) -> list[Event]:
    lists = [{name: body.pop(name) for name in LISTS} for body in bodies]
    events = Event.objects.bulk_create([Event(**body) for body in bodies])
    for name, model in LISTS.items():
        rows = [model(event=event, **entry) for event, of in zip(events, lists, strict=True) for entry in of[name]]
        model.objects.bulk_create(rows)
    return events
