"""The tables as peewee has them."""

import os

from peewee import AutoField, FloatField, ForeignKeyField, IntegerField, Model, SqliteDatabase, TextField
from playhouse.sqlite_ext import FTS5Model, RowIDField, SearchField

database = SqliteDatabase(
    os.environ["BENCH_DATABASE"],
    pragmas={"journal_mode": "wal", "synchronous": "full", "cache_size": -64_000, "foreign_keys": 1},
    timeout=30,
)


class Table(Model):
    """A table of the benchmark's file."""

    class Meta:
        database = database
        legacy_table_names = False


class Event(Table):
    """An event without its lists."""

    num = AutoField()
    id = TextField(unique=True)
    title = TextField()
    summary = TextField()
    kind = TextField()
    start = TextField()
    end = TextField(null=True)
    status = TextField()
    earliest = TextField()
    latest = TextField()
    place_name = TextField()
    place_country = TextField()
    place_lat = FloatField()
    place_lon = FloatField()

    @property
    def place(self) -> "Event":
        """What the nested shape of a place reads from."""
        return self


class EventActor(Table):
    """Who took part."""

    event = ForeignKeyField(Event, backref="actors", column_name="event_num")
    actor = TextField()
    role = TextField()


class EventTag(Table):
    """A tag."""

    event = ForeignKeyField(Event, backref="tags", column_name="event_num")
    tag = TextField()


class EventSource(Table):
    """Where it is known from."""

    event = ForeignKeyField(Event, backref="sources", column_name="event_num")
    source = TextField()
    credibility = IntegerField()


class Relation(Table):
    """What led to what."""

    id = TextField(primary_key=True)
    type = TextField()
    family = TextField()
    cause = TextField()
    response = TextField()
    confidence = IntegerField()


class EventText(FTS5Model):
    """The full-text index."""

    rowid = RowIDField()
    title = SearchField()
    summary = SearchField()

    class Meta:
        database = database
        table_name = "event_text"
