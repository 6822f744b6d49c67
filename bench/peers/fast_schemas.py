"""The shapes as pydantic has them."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """What may be read from a model object."""

    model_config = ConfigDict(from_attributes=True)


class Actor(Shape):
    """Who took part."""

    actor: str
    role: str = "participant"


class Source(Shape):
    """Where it is known from."""

    source: str
    credibility: int


class Place(Shape):
    """Where it happened."""

    name: str
    country: str
    lat: float
    lon: float


class Event(Shape):
    """An event."""

    id: str
    title: str
    summary: str = ""
    kind: str = "event"
    start: str
    end: str | None = None
    status: str = "reported"
    earliest: str
    latest: str
    actors: list[Actor] = []
    tags: list[str] = []
    place: Place
    sources: list[Source] = []


class Relation(Shape):
    """A relation."""

    id: str
    type: str
    cause: str
    response: str
    confidence: int


class Words(BaseModel):
    """What a list may be asked for."""

    kind: str | None = None
    since: str | None = None
    until: str | None = None
    q: str | None = None
    sort: str = "date"
    limit: int = 50
    offset: int = 0


class Page(Shape):
    """A page of events."""

    items: list[Event]


class Walk(Shape):
    """What an event led to."""

    root: str
    events: list[Event]
    relations: list[Relation]
    depths: dict[str, int]


class Report(Shape):
    """What a bulk request did."""

    created: int
