"""The tables as Django has them."""

from typing import ClassVar

from django.db.models import CASCADE, AutoField, FloatField, ForeignKey, IntegerField, Model, TextField


class Event(Model):
    """An event without its lists."""

    num = AutoField(primary_key=True)
    id = TextField(unique=True)
    title = TextField()
    summary = TextField(default="", blank=True)
    kind = TextField(default="event")
    start = TextField()
    end = TextField(null=True)
    status = TextField(default="reported")
    earliest = TextField()
    latest = TextField()
    place_name = TextField()
    place_country = TextField()
    place_lat = FloatField()
    place_lon = FloatField()

    class Meta:
        db_table = "event"
        managed = False
        ordering: ClassVar = ["earliest", "latest", "id"]


class EventActor(Model):
    """Who took part."""

    event = ForeignKey(Event, CASCADE, related_name="actors", db_column="event_num")
    actor = TextField()
    role = TextField(default="participant")

    class Meta:
        db_table = "event_actor"
        managed = False
        ordering: ClassVar = ["id"]


class EventTag(Model):
    """A tag."""

    event = ForeignKey(Event, CASCADE, related_name="tags", db_column="event_num")
    tag = TextField()

    class Meta:
        db_table = "event_tag"
        managed = False
        ordering: ClassVar = ["id"]


class EventSource(Model):
    """Where it is known from."""

    event = ForeignKey(Event, CASCADE, related_name="sources", db_column="event_num")
    source = TextField()
    credibility = IntegerField()

    class Meta:
        db_table = "event_source"
        managed = False
        ordering: ClassVar = ["id"]


class Relation(Model):
    """What led to what."""

    id = TextField(primary_key=True)
    type = TextField()
    family = TextField()
    cause = TextField()
    response = TextField()
    confidence = IntegerField()

    class Meta:
        db_table = "relation"
        managed = False
