"""FastAPI + SQLAlchemy as their documentation has them: a session a request, response models, offset paging."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlalchemy import Select, insert, literal, select, text
from sqlalchemy.orm import Session as OpenSession

from bench.peers import fast_schemas as shapes
from bench.peers.fast_models import Event, EventActor, EventSource, EventTag, Relation, Session

app = FastAPI()


def opened() -> Iterator[OpenSession]:
    """A session that ends with its request."""
    with Session() as session:
        yield session


Opened = Annotated[OpenSession, Depends(opened)]


@app.get("/events", response_model=shapes.Page)
def search(session: Opened, words: Annotated[shapes.Words, Query()]) -> Any:
    """A page of the events that the words choose."""
    order = (Event.earliest, Event.latest, Event.id)
    query = _filtered(select(Event), words)
    query = query.order_by(*(column.desc() for column in order) if words.sort == "-date" else order)
    return {"items": session.scalars(query.limit(words.limit).offset(words.offset)).all()}


@app.get("/events/{event_id}", response_model=shapes.Event)
def find(event_id: str, session: Opened) -> Any:
    """One event."""
    event = session.scalar(select(Event).where(Event.id == event_id))
    if event is None:
        raise HTTPException(404)
    return event


@app.get("/events/{event_id}/responses", response_model=shapes.Walk)
def responses(event_id: str, session: Opened, depth: int = 1) -> Any:
    """What an event led to, level by level."""
    reached = select(literal(event_id).label("id"), literal(0).label("depth")).cte("reached", recursive=True)
    step = select(Relation.response, reached.c.depth + 1).join(reached, Relation.cause == reached.c.id)
    walk = reached.union(step.where(Relation.family == "causal", reached.c.depth < depth))
    depths: dict[str, int] = {}
    for found, level in session.execute(select(walk.c.id, walk.c.depth).order_by(walk.c.depth)):
        depths.setdefault(found, level)
    events = list(session.scalars(select(Event).where(Event.id.in_(depths))))
    events.sort(key=lambda event: (depths[event.id], event.earliest, event.latest, event.id))
    ends = (Relation.cause.in_(depths), Relation.response.in_(depths))
    relations = session.scalars(select(Relation).where(Relation.family == "causal", *ends)).all()
    return {"root": event_id, "events": events, "relations": relations, "depths": depths}


@app.post("/events", response_model=shapes.Event, status_code=201)
def create(body: shapes.Event, session: Opened) -> Any:
    """Adds one event."""
    event = Event(
        **_columns(body),
        actors=[EventActor(**entry.model_dump()) for entry in body.actors],
        tag_rows=[EventTag(tag=tag) for tag in body.tags],
        sources=[EventSource(**entry.model_dump()) for entry in body.sources],
    )
    session.add(event)
    session.commit()
    return event


@app.post("/events/bulk", response_model=shapes.Report, status_code=201)
def bulk(bodies: list[shapes.Event], session: Opened) -> Any:
    """Adds many events, all or none."""
    session.execute(insert(Event), [_columns(body) for body in bodies])
    wanted = select(Event.id, Event.num).where(Event.id.in_([body.id for body in bodies]))
    nums = {row.id: row.num for row in session.execute(wanted)}
    rows = [(nums[body.id], body) for body in bodies]
    actors = [{"event_num": num, **entry.model_dump()} for num, body in rows for entry in body.actors]
    tags = [{"event_num": num, "tag": tag} for num, body in rows for tag in body.tags]
    sources = [{"event_num": num, **entry.model_dump()} for num, body in rows for entry in body.sources]
    for model, those in ((EventActor, actors), (EventTag, tags), (EventSource, sources)):
        if those:
            session.execute(insert(model), those)
    session.commit()
    return {"created": len(bodies)}


def _filtered(query: Select[Any], words: shapes.Words) -> Select[Any]:
    if words.kind is not None:
        query = query.where(Event.kind == words.kind)
    if words.since is not None:
        query = query.where(Event.latest >= f"{words.since}T00:00:00Z")
    if words.until is not None:
        query = query.where(Event.earliest <= f"{words.until}T23:59:59Z")
    if words.q is not None:
        match = text("event.num IN (SELECT rowid FROM event_text WHERE event_text MATCH :q)")
        query = query.where(match.bindparams(q=words.q))
    return query


def _columns(body: shapes.Event) -> dict[str, Any]:
    columns = body.model_dump(exclude={"actors", "tags", "sources", "place"})
    return columns | {f"place_{name}": value for name, value in body.place.model_dump().items()}
