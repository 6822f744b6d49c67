"""Answers that come without Flask are those that Flask gives, and none of them is an old one."""

import gzip
from collections import Counter
from dataclasses import replace

import pytest
import zstandard
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from service.domain.errors import Busy
from service.storage import engine, records, tokens
from service.web import behind, kept, metrics, packing, plain
from tests.support.reads import asked

READ = "/v1/events/one"


@pytest.fixture(autouse=True)
def three(make):
    """What led to what; and a record of every other type whose id is `one`."""
    make.relation(make.event(id="one", title="Eins"), make.event(id="two"), id="one")
    make.event(id="three", start="2024", tags=["a"], summary="word " * 300)
    make.actor(id="one"), make.source(id="one"), make.kind(id="one"), make.timeline(id="one")


@pytest.fixture
def flask(app):
    """The application without what stands before it."""
    return Client(app.wsgi_app.flask)


def same(answer):
    """What a reader sees of an answer; headers in any order, and so the names in Vary. A stream has no length."""
    headers = {name: value for name, value in answer.headers.items() if name not in ("Vary", "Content-Length")}
    return answer.status_code, headers, sorted(answer.vary), answer.data


PLAIN = [
    "/v1/events/one",
    "/v1/events?limit=1",
    "/v1/events?sort=-date&since=2024&kind=event&count=true",
    "/v1/events?q=eins&limit=1&tag=%61&tag=b",
    "/v1/events/one/responses?depth=all",
    "/v1/events/two/causes",
    "/v1/relations?limit=1",
    "/v1/actors",
    "/v1/sources/one",
    "/v1/kinds?limit=2&q=str*",
    "/v1/timelines/one",
    "/v1/events/one?as_of=30",
    "/v1/events?as_of=30&limit=1",
    "/v1/events/one/responses?as_of=31",
]
REFUSED = [
    "/v1/events/nobody",
    "/v1/events/nobody/causes",
    "/v1/events?kin=a",
    "/v1/events?limit=x",
    "/v1/events?cursor=x",
    "/v1/events?timeline=nobody",
    "/v1/events/one?limit=1",
    "/v1/events?tag=%ff",
    "/v1/events/One",
    "/v1/nothing/one",
    "/v1/events/one/effects",
    "/v1/events?as_of=9999-01-01T00:00:00Z",
]
SENT = [
    {},
    {"Origin": "https://other.example"},
    {"If-None-Match": '"x"'},
    {"If-None-Match": "*"},
    {"Host": "o.example"},
]


@pytest.mark.parametrize("path", [*PLAIN, *REFUSED])
def test_the_answer_is_flasks_the_first_time_and_the_second(anonymous, flask, path):
    for headers in SENT:
        expected = same(flask.get(path, headers=headers))
        assert [same(anonymous.get(path, headers=headers)) for _ in range(2)] == [expected] * 2, headers


def test_every_other_read_is_flasks_too(app, anonymous, flask):
    for path in asked(app):
        assert [same(anonymous.get(path)) for _ in range(2)] == [same(flask.get(path))] * 2, path


@pytest.mark.parametrize("place", [{"SCRIPT_NAME": "/größe".encode().decode("latin-1")}, {"HTTP_HOST": ""}])
def test_a_service_at_an_unusual_address_names_it_as_flask_does(anonymous, flask, place):
    path = "/v1/events?limit=1"
    assert same(anonymous.get(path, environ_overrides=place)) == same(flask.get(path, environ_overrides=place))


def test_a_path_that_the_server_leaves_out_is_flasks(app, flask):
    environ = EnvironBuilder("/").get_environ()
    del environ["PATH_INFO"]
    assert run_wsgi_app(app.wsgi_app, environ)[1] == run_wsgi_app(app.wsgi_app.flask, environ)[1] == "200 OK"


@pytest.mark.parametrize("path", [*PLAIN, "/v1/feeds/vis.json", "/v1/feeds/events.csv", "/"])
def test_who_has_it_gets_flasks_304(anonymous, flask, path):
    known = {"If-None-Match": flask.get(path).headers["ETag"]}
    expected = same(flask.get(path, headers=known))
    assert expected[0] == 304
    assert same(anonymous.get(path, headers=known)) == expected
    anonymous.get(path)
    assert same(anonymous.get(path, headers=known)) == expected


@pytest.mark.parametrize("path", PLAIN)
def test_a_plain_read_does_not_reach_flask(app, anonymous, monkeypatch, path):
    monkeypatch.setattr(app.wsgi_app, "flask", lambda *_: pytest.fail("flask was asked"))
    assert anonymous.get(path).status_code == 200


@pytest.mark.parametrize("path", [*PLAIN, "/v1/feeds/vis.json", "/v1/feeds/events.csv", "/", "/timelines/one"])
def test_what_was_answered_is_not_asked_of_storage_again(app, anonymous, monkeypatch, path):
    first = same(anonymous.get(path))
    monkeypatch.setattr(app.wsgi_app, "flask", lambda *_: pytest.fail("flask was asked"))
    monkeypatch.setattr(plain, "tell", lambda *_: pytest.fail("storage was asked"))
    assert same(anonymous.get(path)) == first


@pytest.mark.parametrize(
    "path", [READ, "/v1/events", "/v1/feeds/vis.json", "/v1/feeds/events.ndjson", "/", "/timelines"]
)
def test_nothing_is_kept_beyond_the_next_write(client, anonymous, make, path):
    before = anonymous.get(path).data
    client.patch(READ, json={"title": "Zwei"}), client.patch("/v1/timelines/one", json={"title": "Zwei"})
    after = anonymous.get(path).data
    assert (before != after, b"Zwei" in after) == (True, True)


def test_a_write_that_is_undone_changes_nothing(client, anonymous):
    before = same(anonymous.get("/v1/events"))
    assert client.post("/v1/events", json={"title": "T", "start": "2024", "kind": "unknown"}).status_code == 422
    assert same(anonymous.get("/v1/events")) == before


@pytest.fixture
def closed(app):
    """Reading needs a token."""
    context = app.extensions["causeline"]
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, read="token"))


@pytest.mark.parametrize(
    "path", ["/v1/events/one", "/v1/events?limit=1", "/v1/events/one/causes", "/v1/feeds/vis.json"]
)
def test_who_sends_a_token_gets_flasks_answer_too(client, flask, path):
    sent = {"Authorization": client.environ_base["HTTP_AUTHORIZATION"]}
    assert [same(client.get(path)) for _ in range(2)] == [same(flask.get(path, headers=sent))] * 2


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    "path", ["/v1/events/one", "/v1/events?limit=1", "/v1/events/one/causes", "/v1/feeds/vis.json"]
)
def test_where_reading_is_closed_a_holder_gets_flasks_answer_too(reader, flask, path):
    sent = {"Authorization": reader.environ_base["HTTP_AUTHORIZATION"]}
    assert [same(reader.get(path)) for _ in range(2)] == [same(flask.get(path, headers=sent))] * 2


def test_a_token_that_was_revoked_is_a_strangers(app, anonymous, closed):
    sent = {"Authorization": f"Bearer {tokens.add('desk', 'read', now=0)}"}
    assert anonymous.get(READ, headers=sent).status_code == 200
    tokens.revoke("desk", now=1)
    assert anonymous.get(READ, headers=sent).status_code == 401


def test_where_reading_is_closed_nothing_is_handed_out(anonymous, reader, request):
    assert anonymous.get(READ).status_code == 200
    request.getfixturevalue("closed")
    assert [who.get(READ).status_code for who in (anonymous, reader, anonymous)] == [401, 200, 401]


@pytest.mark.usefixtures("closed")
def test_who_may_read_waits_once_for_a_database_that_does_not_answer(reader, monkeypatch):
    tries = []
    monkeypatch.setattr(tokens, "find", lambda _: tries.append(1) or (_ for _ in ()).throw(Busy("no answer")))
    assert (reader.get(READ).status_code, tries) == (503, [1])


def test_who_sends_a_token_is_told_what_others_are_not(anonymous, client):
    tokens = [
        ["token" in item for item in who.get(f"{READ}/history").get_json()["items"]] for who in (client, anonymous)
    ]
    assert tokens == [[True], [False]]


def test_a_site_that_may_write_is_told_so_and_no_other(app, anonymous):
    context = app.extensions["causeline"]
    ours = frozenset({"https://desk.example"})
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, write_origins=ours))
    sites = ["https://other.example", "https://desk.example"] * 2
    told = [anonymous.get(READ, headers={"Origin": site}).headers["Access-Control-Allow-Origin"] for site in sites]
    assert told == ["*", "https://desk.example"] * 2


@pytest.mark.parametrize(
    ("accepted", "coding", "read"),
    [
        ("gzip, deflate, br, zstd", "zstd", zstandard.decompress),
        ("gzip;q=0.5, zstd;q=0", "gzip", gzip.decompress),
        ("br", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_long_answer_comes_in_the_coding_that_the_reader_takes(anonymous, flask, accepted, coding, read):
    path, sent = "/v1/events", {"Accept-Encoding": accepted}
    for answer in (anonymous.get(path, headers=sent), anonymous.get(path, headers=sent)):
        assert answer.headers.get("Content-Encoding") == coding
        assert "Accept-Encoding" in answer.vary
        assert read(answer.data) == flask.get(path).data
        assert answer.content_length == len(answer.data)


def test_an_answer_is_packed_once(anonymous, monkeypatch):
    packed = Counter()
    monkeypatch.setitem(packing._CODINGS, "gzip", lambda body: packed.update(["gzip"]) or gzip.compress(body))
    for _ in range(3):
        anonymous.get("/v1/events", headers={"Accept-Encoding": "gzip"})
    assert packed == {"gzip": 1}


@pytest.mark.parametrize("path", ["/v1/events", READ])
def test_a_head_request_is_told_no_other_length_than_a_read(anonymous, path):
    sent = {"Accept-Encoding": "gzip"}
    assert anonymous.head(path, headers=sent).content_length in (None, anonymous.get(path, headers=sent).content_length)


def test_a_record_is_sent_as_it_is_since_its_tag_is_strong(anonymous, make):
    make.event(id="long", summary="word " * 1_000)
    assert "Content-Encoding" not in anonymous.get("/v1/events/long", headers={"Accept-Encoding": "gzip"}).headers


def test_what_is_too_long_to_keep_is_passed_on_whole(anonymous, flask, monkeypatch):
    monkeypatch.setattr(behind, "MOST", 10)
    assert anonymous.get("/v1/feeds/events.csv").data == flask.get("/v1/feeds/events.csv").data


def test_no_more_bytes_are_kept_than_were_allowed(anonymous, app):
    app.wsgi_app._kept = cache = kept.Kept(20_000)
    for limit in range(1, 100):
        anonymous.get(f"/v1/kinds?limit={limit}")
    assert 0 < sum(kept._size(*each) for each in cache._answers.items()) == cache._bytes <= 20_000


def test_who_asks_in_many_words_gets_no_more_kept(anonymous, app):
    app.wsgi_app._kept = cache = kept.Kept(20_000)
    for number in range(9):
        anonymous.get(f"/v1/kinds?id=no{number}&{'id=nobody&' * 400}")
    assert len(cache._answers) == 1


def test_a_read_that_takes_too_long_is_refused_once(anonymous, monkeypatch):
    tries = Counter()

    def late(*_):
        tries.update(["find"])
        raise Busy("too long")

    monkeypatch.setattr(records, "find", late)
    answer = anonymous.get(READ)
    assert (answer.status_code, answer.headers["Retry-After"], tries["find"]) == (503, "1", 1)


def test_a_database_that_does_not_answer_is_said_so(anonymous, monkeypatch):
    monkeypatch.setattr(engine, "tick", lambda: (_ for _ in ()).throw(Busy("no answer")))
    assert [anonymous.get(path).status_code for path in (READ, "/", "/healthz")] == [503, 503, 200]


def test_answers_without_flask_are_counted(anonymous, monkeypatch):
    counted = []
    monkeypatch.setattr(metrics, "count", lambda *words: counted.append(words[:3]))
    anonymous.get(READ), anonymous.get(READ)
    assert counted == [("GET", "/v1/events/<record:record_id>", 200)] * 2
