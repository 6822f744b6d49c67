"""Storage: withdrawn sources as conditions on what rests on them (domain.retractions)."""

from typing import Any

from peewee import fn

from service.domain.records import EVENT, SOURCE
from service.storage.tables import Reference, Source, Term

Citations = tuple[Any, Any, Any]
"""Rows that say which record cites which source, with their columns of the record (an event's number, else its id) and
of the source."""


def left_under(record_type: str, record: Any, left: str) -> Any:
    """That of the sources of the record in a column this is left (retractions.LEFT); of an event the column is `num`.

    Both begin with the withdrawn sources and with what cites one: these are few, where records are many.
    """
    rows, owner, source = _citations(record_type)
    fallen = _of_sources(rows, source, retracted=True).where(~carried(record_type, owner))
    return record.in_(fallen) if left == "retracted" else record.not_in(fallen)


def carried(record_type: str, record: Any, *, besides: str | None = None) -> Any:
    """That the record in a column cites a source which stands, another than `besides`; the same columns."""
    rows, owner, source = _citations(record_type)
    standing = _of_sources(rows.where(owner == record), source, retracted=False)
    return fn.EXISTS(standing if besides is None else standing.where(source != besides))


def _citations(record_type: str) -> Citations:
    own: Any
    if record_type == EVENT:
        own = Term.alias()
        return own.select(own.num).where(own.word == SOURCE), own.num, own.value
    own = Reference.alias()
    return own.select(own.id).where(own.type == record_type, own.target_type == SOURCE), own.id, own.target_id


def _of_sources(rows: Any, source: Any, *, retracted: bool) -> Any:
    return rows.join(Source, on=(Source.id == source)).where(Source.retracted == retracted)
