"""The tables as SQLAlchemy has them."""

import os
from typing import Any

from sqlalchemy import ForeignKey, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker

engine = create_engine(f"sqlite:///{os.environ['BENCH_DATABASE']}", connect_args={"timeout": 30})
Session = sessionmaker(engine)


@event.listens_for(engine, "connect")
def set_up(connection: Any, _record: Any) -> None:
    """What was acknowledged survives a power cut, as with Causeline."""
    for pragma in ("journal_mode = wal", "synchronous = full", "cache_size = -64000", "foreign_keys = on"):
        connection.execute(f"PRAGMA {pragma}")


class Table(DeclarativeBase):
    """A table of the benchmark's file."""


class EventActor(Table):
    """Who took part."""

    __tablename__ = "event_actor"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_num: Mapped[int] = mapped_column(ForeignKey("event.num"))
    actor: Mapped[str]
    role: Mapped[str]


class EventTag(Table):
    """A tag."""

    __tablename__ = "event_tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_num: Mapped[int] = mapped_column(ForeignKey("event.num"))
    tag: Mapped[str]


class EventSource(Table):
    """Where it is known from."""

    __tablename__ = "event_source"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_num: Mapped[int] = mapped_column(ForeignKey("event.num"))
    source: Mapped[str]
    credibility: Mapped[int]


class Event(Table):
    """An event; its lists come with it, one query a list."""

    __tablename__ = "event"
    num: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    kind: Mapped[str]
    start: Mapped[str]
    end: Mapped[str | None]
    status: Mapped[str]
    earliest: Mapped[str]
    latest: Mapped[str]
    place_name: Mapped[str]
    place_country: Mapped[str]
    place_lat: Mapped[float]
    place_lon: Mapped[float]
    actors: Mapped[list[EventActor]] = relationship(lazy="selectin")
    tag_rows: Mapped[list[EventTag]] = relationship(lazy="selectin")
    sources: Mapped[list[EventSource]] = relationship(lazy="selectin")

    @property
    def tags(self) -> list[str]:
        """The tags' texts."""
        return [row.tag for row in self.tag_rows]

    @property
    def place(self) -> dict[str, Any]:
        """The place's columns as an object."""
        return {name: getattr(self, f"place_{name}") for name in ("name", "country", "lat", "lon")}


class Relation(Table):
    """What led to what."""

    __tablename__ = "relation"
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    family: Mapped[str]
    cause: Mapped[str]
    response: Mapped[str]
    confidence: Mapped[int]
