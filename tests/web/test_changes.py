"""What followers of the journal are told over HTTP."""

import time
from threading import Timer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.following import EVENT_STREAM


@pytest.fixture
def head(anonymous):
    """Asks for the newest change."""
    return lambda: anonymous.get("/v1/changes?limit=1").get_json()["head"]


@pytest.fixture
def in_a_moment():
    """Calls what it is given a little later, from another thread."""
    timers = []

    def later(call, *args, **kwargs):
        timers.append(Timer(0.3, call, args, kwargs))
        timers[-1].start()

    yield later
    for timer in timers:
        timer.join()


def test_a_change_tells_what_was_written(anonymous, make, head):
    before = head()["seq"]
    event = make.event(id="one")
    (item,) = anonymous.get(f"/v1/changes?after={before}").get_json()["items"]
    assert list(item) == ["seq", "time", "op", "type", "id", "version", "record", "hash"]
    assert item == {
        "seq": before + 1,
        "time": event["updated_at"],
        "op": "create",
        "type": "event",
        "id": "one",
        "version": 1,
        "record": event,
        "hash": head()["hash"],
    }


def test_a_deletion_has_no_record(anonymous, client, make):
    make.event(id="one")
    client.delete("/v1/events/one")
    gone = anonymous.get("/v1/changes?id=one").get_json()["items"][-1]
    assert (gone["op"], gone["record"]) == ("delete", None)


def test_next_leads_through_everything_and_on_to_what_comes(anonymous, make):
    told, url = [], "/v1/changes?limit=10"
    while items := (answer := anonymous.get(url)).get_json()["items"]:
        told, url = told + items, answer.get_json()["next"]
        assert answer.headers["Link"] == f'<{url}>; rel="next"'
    assert [item["seq"] for item in told] == list(range(1, 30))
    event = make.event()
    assert [item["record"] for item in anonymous.get(url).get_json()["items"]] == [event]


def test_next_keeps_the_words(anonymous):
    answer = anonymous.get("/v1/changes?type=event,actor&id=one&wait=0").get_json()
    assert answer["items"] == []
    assert parse_qs(urlsplit(answer["next"]).query) == {
        "after": ["29"],
        "type": ["event,actor"],
        "id": ["one"],
        "wait": ["0"],
    }


def test_the_last_event_id_wins_over_after(anonymous, head):
    answer = anonymous.get("/v1/changes?after=3", headers={"Last-Event-ID": "27"}).get_json()
    assert [item["seq"] for item in answer["items"]] == [28, 29]
    assert answer["next"].endswith("/v1/changes?after=29")


@pytest.mark.parametrize(
    ("words", "headers", "named"),
    [
        ("after=1000", {}, "after"),
        ("after=-1", {}, "after"),
        ("after=0", {"Last-Event-ID": "last"}, "Last-Event-ID"),
        ("after=0", {"Last-Event-ID": "1000"}, "after"),
        ("type=token", {}, "type"),
        ("wait=56", {}, "wait"),
        ("since=2024", {}, "since"),
    ],
)
@pytest.mark.parametrize("form", [{}, EVENT_STREAM], ids=["page", "stream"])
def test_what_cannot_be_followed_is_refused_by_its_word(anonymous, words, headers, named, form):
    answer = anonymous.get(f"/v1/changes?{words}", headers=headers | form)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert [fault["parameter"] for fault in answer.get_json()["errors"]] == [named]


@pytest.mark.parametrize("path", ["/v1/changes?after=29", "/v1/events/one/history"])
def test_who_wrote_it_is_told_only_to_callers_with_a_token(anonymous, client, reader, make, path):
    make.event(id="one")
    told = [who.get(path).get_json()["items"][0].get("token") for who in (anonymous, client, reader)]
    assert told == [None, "write", "write"]
    answer = anonymous.get(path, headers={"Authorization": "Bearer nonsense"})
    assert "token" not in answer.get_json()["items"][0]
    assert {"Authorization"} <= {name.strip() for name in answer.headers["Vary"].split(",")}


def test_a_history_comes_in_pages(anonymous, client, make):
    make.event(id="one")
    client.patch("/v1/events/one", json={"title": "New", "lang": "en"})
    first = anonymous.get("/v1/events/one/history?limit=1")
    assert first.headers["Link"] == f'<{first.get_json()["next"]}>; rel="next"'
    last = anonymous.get(first.get_json()["next"]).get_json()
    assert (last["items"][0]["changed"], last["next"]) == (["/title", "/lang"], None)


def test_who_waits_is_told_as_soon_as_there_is_something(anonymous, client, in_a_moment):
    in_a_moment(client.put, "/v1/events/one", json={"title": "A", "start": "2024"})
    begun = time.monotonic()
    answer = anonymous.get("/v1/changes?after=29&wait=20").get_json()
    assert [item["id"] for item in answer["items"]] == ["one"]
    assert time.monotonic() - begun < 20


def test_who_waits_in_vain_is_told_when_the_time_is_up(anonymous):
    begun = time.monotonic()
    answer = anonymous.get("/v1/changes?after=29&wait=1").get_json()
    assert (answer["items"], answer["next"].endswith("after=29&wait=1")) == ([], True)
    assert 1 <= time.monotonic() - begun < 20


def test_who_waits_hears_only_of_what_was_asked_for(anonymous, client, make, in_a_moment):
    make.event(id="one")
    in_a_moment(client.put, "/v1/actors/us", json={"name": "United States"})
    answer = anonymous.get("/v1/changes?after=29&type=actor&wait=20").get_json()
    assert [item["id"] for item in answer["items"]] == ["us"]


def test_where_everybody_waits_already_the_next_is_answered_at_once(app, anonymous):
    watch = app.extensions["causeline"].watch
    begun = time.monotonic()
    with watch.seat(1), watch.seat(1):
        assert anonymous.get("/v1/changes?after=29&wait=20").get_json()["items"] == []
    assert time.monotonic() - begun < 20
