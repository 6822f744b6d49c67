"""Storage: the tables as the newest migration leaves them."""

from typing import Any, Final

from peewee import BigIntegerField, BooleanField, CompositeKey, FloatField, IntegerField, Model, TextField

from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE, TIMELINE
from service.storage.engine import database

OPEN: Final = (1 << 63) - 1
"""Stands for an open bound: index columns are never NULL, which the engines would sort differently."""


class Table(Model):
    """A table of the bound database."""

    class Meta:
        database = database
        legacy_table_names = False


class Journal(Table):
    """One row a change; see domain.changes."""

    seq = BigIntegerField(primary_key=True)
    time = BigIntegerField()
    token = TextField()
    op = TextField()
    type = TextField()
    id = TextField()
    version = IntegerField()
    body = TextField()
    digest = TextField()
    hash = TextField()


class Record(Table):
    """What every record's row has; `seq` is its last change, `body` its finished document."""

    num = IntegerField(primary_key=True)
    id = TextField(unique=True)
    version = IntegerField()
    seq = BigIntegerField()
    body = TextField()


class Kind(Record):
    """A kind of event."""


class Source(Record):
    """A source; '' where a text is not given."""

    reliability = TextField()
    publisher = TextField()
    retracted = BooleanField()


class Actor(Record):
    """An actor; '' where a text is not given."""

    type = TextField()
    country = TextField()
    part_of = TextField()


class Event(Record):
    """An event: its EDTF texts, its place in the order, and its span; an open bound is ±OPEN.

    `span_class`, here and elsewhere, is domain.span_classes'.
    """

    starts = TextField()
    ends = TextField()
    first = BigIntegerField()
    last = BigIntegerField()
    earliest = BigIntegerField()
    latest = BigIntegerField()
    span_class = IntegerField()
    lat = FloatField(null=True)
    lon = FloatField(null=True)


class Relation(Record):
    """A relation; asserted_by '' is the chronicle itself, confidence -1 is none."""

    type = TextField()
    family = TextField()
    cause = TextField()
    response = TextField()
    pair = TextField()
    basis = TextField()
    asserted_by = TextField()
    confidence = IntegerField()


class Timeline(Record):
    """A saved selection."""


class Term(Table):
    """One value of one word of an event, in the order of the list; `num` and `seq` are the event's.

    `seq`, here and in other parts of records, tells since when the record's version stands.
    """

    word = TextField()
    value = TextField()
    first = BigIntegerField()
    last = BigIntegerField()
    id = TextField()
    num = BigIntegerField()
    span_class = IntegerField()
    seq = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("word", "value", "first", "last", "id", "num")


class Figure(Table):
    """A figure of an event: its place in the order of periods, and the day, month and year in which its period lies.

    '' where a text is not given, ±OPEN where a bound is open, OPEN where a period lies in no one day, month or year.
    """

    event = TextField()
    position = IntegerField()
    metric = TextField()
    subject = TextField()
    claimed_by = TextField()
    scope = TextField()
    source = TextField()
    unit = TextField()
    is_record = BooleanField()
    first = BigIntegerField()
    last = BigIntegerField()
    earliest = BigIntegerField()
    latest = BigIntegerField()
    day = BigIntegerField()
    month = BigIntegerField()
    year = BigIntegerField()
    body = TextField()
    seq = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("event", "position")


class Reference(Table):
    """A record that names another."""

    type = TextField()
    id = TextField()
    target_type = TextField()
    target_id = TextField()
    seq = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("target_type", "target_id", "type", "id")


class Token(Table):
    """A caller's token, as its SHA-256."""

    name = TextField(primary_key=True)
    digest = TextField(unique=True)
    scope = TextField()
    created = BigIntegerField()
    revoked = BigIntegerField(null=True)


class Answer(Table):
    """What a request with an Idempotency-Key was answered, and when (microseconds)."""

    scope = TextField(primary_key=True)
    body_digest = TextField()
    time = BigIntegerField()
    status = IntegerField()
    headers = TextField()
    body = TextField()


TABLE_OF: Final[dict[str, type[Any]]] = {
    KIND: Kind,
    SOURCE: Source,
    ACTOR: Actor,
    EVENT: Event,
    RELATION: Relation,
    TIMELINE: Timeline,
}
"""The table of each record type. (type[Any]: its fields are read by name.)"""


def _beside(table: type[Any], name: str, **columns: Any) -> type[Any]:
    """A table beside another, whose columns it has too (they are read by name)."""
    meta = type("Meta", (), {"table_name": f"{table._meta.table_name}_{name}", "primary_key": False})
    return type(f"{table.__name__}{name.title()}", (Table,), {"Meta": meta, **columns})


EVER: Final[dict[type[Any], type[Any]]] = {
    table: _beside(table, "ever", seq=BigIntegerField(), till=BigIntegerField()) for table in TABLE_OF.values()
}
"""For each table of records the one that has a row for each version, the one that stands too: the same columns but for
the body, which is the journal's, and `till`, the change that ended the version (OPEN: it stands)."""

PAST: Final[dict[type[Any], type[Any]]] = {
    table: _beside(table, "past", till=BigIntegerField()) for table in (Term, Figure, Reference)
}
"""For each table of parts of records, which are many a record, the one of superseded versions alone: the same columns,
and `till`. A term's `num` is minus its `seq` there, as its version's is."""

SEARCHED: Final = frozenset({KIND, SOURCE, ACTOR, EVENT, TIMELINE})
"""The record types that have a full-text index."""
