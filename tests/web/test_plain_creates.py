"""A create that does not go through Flask is what Flask makes of it: the answer, and what is stored."""

import io
import re
from dataclasses import replace

import pytest
from werkzeug.test import Client

from service.domain.errors import Busy
from service.storage import tokens
from service.web import metrics
from tests.storage.stored import at_once

EVENTS = "/v1/events"
EVENT = {"title": "Sirens", "start": "2024-11-28", "tags": ["a"], "kind": "event"}
GOOD = {
    "events": EVENT,
    "relations": {"type": "responds_to", "cause": "old", "response": "older"},
    "actors": {"name": "Ministry"},
    "sources": {"title": "Wire"},
    "kinds": {"label": "Kind"},
    "timelines": {"title": "Timeline", "query": {"tag": "a"}},
}
REFUSED = [
    {"json": EVENT | {"id": "old"}},
    {"json": EVENT | {"kind": "nothing"}},
    {"data": '{"title": "", "start": "2024-13", "colour": 1}', "content_type": "application/json"},
    {"json": []},
    {"data": "{", "content_type": "application/json"},
    {"data": "", "content_type": "application/json"},
    {"data": b"\xff", "content_type": "application/json"},
    {"data": '{"title": NaN}', "content_type": "application/json"},
    {"data": "title=a", "content_type": "application/x-www-form-urlencoded"},
    {"data": "{}"},
    {"data": " " * 1_048_577, "content_type": "application/json"},
    {"json": EVENT, "query_string": "mode=atomic"},
    {"json": EVENT, "query_string": "%ff"},
    {"json": EVENT, "headers": {"Authorization": "Bearer nobody"}},
    {"json": EVENT, "headers": {"Authorization": "Basic Og=="}},
    {"json": EVENT, "headers": {"Idempotency-Key": "not one"}},
    {"json": EVENT, "environ_overrides": {"CONTENT_LENGTH": "x"}},
    {"json": EVENT, "environ_overrides": {"CONTENT_LENGTH": "1000"}},
]


@pytest.fixture(autouse=True)
def two(make):
    make.event(id="old"), make.event(id="older", start="2025")


@pytest.fixture
def flask(app, client):
    """The application without what stands before it, and a client of it whose token may write."""
    client = Client(app.wsgi_app.flask)
    client.authorization = f"Bearer {tokens.add('second', 'write', now=0)}"
    return client


def ask(client, path=EVENTS, **sent):
    """A POST with the client's own token unless another is sent."""
    own = {"Authorization": client.authorization} if hasattr(client, "authorization") else {}
    return client.post(path, **(sent | {"headers": own | sent.get("headers", {})}))


def same(answer, record_id="", by=""):
    """What a caller sees, but for an id, a token's name and moments."""
    headers = sorted((name, value.replace(record_id or " ", "ID")) for name, value in answer.headers.items())
    text = answer.get_data(as_text=True).replace(record_id or "\0", "ID").replace(f'"{by}"', "BY")
    headers = [(name, value) for name, value in headers if name != "Content-Length"]
    return answer.status_code, headers, re.sub(r'"[0-9T:.-]{26}Z"|"seq":\d+|"hash":"\w+"', "-", text)


@pytest.mark.parametrize("collection", GOOD)
def test_the_answer_and_what_is_kept_are_flasks(client, flask, collection):
    path = f"/v1/{collection}"
    ours = client.post(path, json=GOOD[collection] | {"id": "x.ours"})
    *_, kept = same(client.get(f"{path}/x.ours/history"), "x.ours", "write")
    client.delete(f"{path}/x.ours")  # a relation stands once
    theirs = ask(flask, path, json=GOOD[collection] | {"id": "x.flask"})
    assert same(ours, "x.ours") == same(theirs, "x.flask")
    assert kept == same(client.get(f"{path}/x.flask/history"), "x.flask", "second")[-1]


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_a_refusal_is_flasks(client, flask, number):
    sent = REFUSED[number]
    ours, theirs = ask(client, **sent), ask(flask, **sent)
    assert ours.status_code >= 400
    assert same(ours) == same(theirs)


@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_who_may_not_write_is_told_so_as_flask_tells(request, app, who):
    client = request.getfixturevalue(who)
    sent = {"json": EVENT, "headers": {"Authorization": client.environ_base.get("HTTP_AUTHORIZATION", "")}}
    ours = client.post(EVENTS, json=EVENT)
    assert same(ours) == same(Client(app.wsgi_app.flask).post(EVENTS, **sent))
    assert ours.status_code == {"anonymous": 401, "reader": 403}[who]


@pytest.mark.parametrize(
    "unusual",
    [
        {"headers": {"Origin": "https://desk.example"}},
        {"headers": {"Origin": "https://other.example"}},
        {"headers": {"Idempotency-Key": "k"}},
        {"content_type": "application/json; charset=utf-8"},
        {"environ_overrides": {"SCRIPT_NAME": "/below"}},
    ],
)
def test_what_is_unusual_about_a_create_is_answered_by_flask(app, client, flask, unusual):
    context = app.extensions["causeline"]
    ours = frozenset({"https://desk.example"})
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, write_origins=ours))
    answers = [ask(who, **({"json": EVENT | {"id": name}} | unusual)) for who, name in ((client, "a1"), (flask, "b1"))]
    assert same(answers[0], "a1") == same(answers[1], "b1")
    assert answers[0].status_code == 201


def test_where_reading_is_closed_no_cache_may_keep_the_answer(app, client, flask):
    context = app.extensions["causeline"]
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, read="token"))
    ours, theirs = client.post(EVENTS, json=EVENT | {"id": "a1"}), ask(flask, json=EVENT | {"id": "b1"})
    assert same(ours, "a1") == same(theirs, "b1")
    assert ours.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("collection", GOOD)
def test_a_plain_create_does_not_reach_flask(app, client, monkeypatch, collection):
    monkeypatch.setattr(app.wsgi_app, "flask", lambda *_: pytest.fail("flask was asked"))
    assert client.post(f"/v1/{collection}", json=GOOD[collection]).status_code == 201


def test_it_is_counted_as_flask_counts_it(client, flask, monkeypatch):
    counted = []
    monkeypatch.setattr(metrics, "count", lambda *words: counted.append(words[:3]))
    for who in (client, flask):
        ask(who, json=EVENT), ask(who, json=EVENT | {"id": "old"}), ask(who, data="{", content_type="application/json")
    assert counted[:3] == counted[3:] == [("POST", EVENTS, status) for status in (201, 409, 400)]


def test_a_caller_who_goes_away_stores_nothing(client, flask):
    class Gone(io.BytesIO):
        def read(self, *_size):
            raise ConnectionResetError

    sent = {"json": EVENT, "environ_overrides": {"wsgi.input": Gone()}}
    assert same(ask(client, **sent)) == same(ask(flask, **sent))
    assert ask(client, **sent).status_code == 400


def test_a_database_that_does_not_answer_is_waited_for_once(client, monkeypatch):
    tries = []
    monkeypatch.setattr(tokens, "find", lambda _: tries.append(1) or (_ for _ in ()).throw(Busy("no answer")))
    assert (client.post(EVENTS, json=EVENT).status_code, tries) == (503, [1])


def test_creates_at_once_are_all_answered_each_with_its_own(app, client):
    def create(number):
        other = app.test_client()
        other.environ_base = dict(client.environ_base)
        return other.post(EVENTS, json=EVENT | {"id": f"e{number}"})

    answers = at_once(*(lambda number=number: create(number) for number in range(8)))
    assert [answer.get_json()["id"] for answer in answers] == [f"e{number}" for number in range(8)]
    assert {answer.status_code for answer in answers} == {201}
