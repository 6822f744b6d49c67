"""Flask + peewee + marshmallow as their documentation has them: model objects, `dump(many=True)`, offset paging."""

from typing import Any

from flask import Flask, Response, abort, jsonify, request
from peewee import Value, chunked, prefetch

from bench.peers.textbook_models import (
    Event,
    EventActor,
    EventSource,
    EventTag,
    EventText,
    Relation,
    database,
)
from bench.peers.textbook_schemas import EventSchema, RelationSchema

EVENT = EventSchema()
RELATION = RelationSchema()
LISTS = {"actors": EventActor, "tags": EventTag, "sources": EventSource}

app = Flask(__name__)


@app.before_request
def connect() -> None:
    """A connection a request, as peewee's documentation has it."""
    database.connect(reuse_if_open=True)


@app.teardown_request
def close(_error: BaseException | None) -> None:
    """The connection ends with its request."""
    database.close()


@app.get("/events")
def search() -> Response:
    """A page of the events that the words choose."""
    order = [Event.earliest, Event.latest, Event.id]
    if request.args.get("sort") == "-date":
        order = [column.desc() for column in order]
    page = _filtered(Event.select()).order_by(*order)
    page = page.limit(int(request.args.get("limit", 50))).offset(int(request.args.get("offset", 0)))
    answer = jsonify({"items": EVENT.dump(_with_lists(page), many=True)})
    answer.add_etag()
    return answer.make_conditional(request)


@app.get("/events/<event_id>")
def find(event_id: str) -> Response:
    """One event."""
    event = Event.get_or_none(Event.id == event_id)
    return jsonify(EVENT.dump(event)) if event else abort(404)


@app.get("/events/<event_id>/responses")
def responses(event_id: str) -> Response:
    """What an event led to, level by level."""
    root = Event.select(Event.id, Value(0).alias("depth")).where(Event.id == event_id)
    reached = root.cte("reached", recursive=True, columns=("id", "depth"))
    step = Relation.select(Relation.response, reached.c.depth + 1).join(reached, on=(Relation.cause == reached.c.id))
    step = step.where(Relation.family == "causal", reached.c.depth < int(request.args.get("depth", 1)))
    walk = reached.union(step)
    depths: dict[str, int] = {}
    for found, depth in walk.select_from(walk.c.id, walk.c.depth).order_by(walk.c.depth).tuples():
        depths.setdefault(found, depth)
    events = _with_lists(Event.select().where(Event.id.in_(list(depths))))
    events.sort(key=lambda event: (depths[event.id], event.earliest, event.latest, event.id))
    ends = [column.in_(list(depths)) for column in (Relation.cause, Relation.response)]
    relations = Relation.select().where(Relation.family == "causal", *ends)
    return jsonify(
        {
            "root": event_id,
            "events": EVENT.dump(events, many=True),
            "relations": RELATION.dump(relations, many=True),
            "depths": depths,
        }
    )


@app.post("/events")
def create() -> tuple[Response, int]:
    """Adds one event."""
    body = EVENT.load(request.get_json())
    with database.atomic("IMMEDIATE"):
        event = Event.create(**_columns(body))
        for name, model in LISTS.items():
            for entry in body[name]:
                model.create(event=event, **entry)
    return jsonify(EVENT.dump(event)), 201


@app.post("/events/bulk")
def bulk() -> tuple[Response, int]:
    """Adds many events, all or none."""
    bodies = EVENT.load(request.get_json(), many=True)
    with database.atomic("IMMEDIATE"):
        for some in chunked(bodies, 500):
            Event.insert_many(map(_columns, some)).execute()
            numbers = dict(
                Event.select(Event.id, Event.num).where(Event.id.in_([body["id"] for body in some])).tuples()
            )
            for name, model in LISTS.items():
                rows = [{"event": numbers[body["id"]], **entry} for body in some for entry in body[name]]
                for part in chunked(rows, 500):
                    model.insert_many(part).execute()
    return jsonify({"created": len(bodies)}), 201


def _filtered(query: Any) -> Any:
    words = request.args
    if "kind" in words:
        query = query.where(Event.kind == words["kind"])
    if "since" in words:
        query = query.where(Event.latest >= f"{words['since']}T00:00:00Z")
    if "until" in words:
        query = query.where(Event.earliest <= f"{words['until']}T23:59:59Z")
    if "q" in words:
        query = query.join(EventText, on=(Event.num == EventText.rowid)).where(EventText.match(words["q"]))
    return query


def _with_lists(events: Any) -> list[Event]:
    """The events and their lists: three queries more, however many events."""
    return list(prefetch(events, *(model.select() for model in LISTS.values())))


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    columns = {name: value for name, value in body.items() if name not in {"place", *LISTS}}
    return columns | body["place"]
