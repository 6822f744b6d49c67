"""The change feed as Server-Sent Events."""

from dataclasses import replace

import pytest

from service.config import Settings
from service.web.streams import LATER, SOON
from tests.support.following import EVENT_STREAM, Event, parsed


@pytest.fixture
def listen(anonymous):
    """The blocks of a stream that lasts no longer than it must, and its answer."""

    def blocks(words, **headers):
        answer = anonymous.get(f"/v1/changes?{words}", headers=EVENT_STREAM | headers)
        return list(parsed(answer.text.splitlines(keepends=True)))

    return blocks


def test_a_change_is_an_event_whose_data_is_an_item(anonymous, make, listen):
    make.event(id="one")
    (item,) = anonymous.get("/v1/changes?after=29").get_json()["items"]
    told = [block for block in listen("after=29&wait=0") if block.name]
    assert told == [Event(id=30, name="change", data=item)]


def test_a_stream_says_when_to_come_back_and_from_where(listen):
    assert listen("after=20&limit=5&wait=0") == [
        Event(retry=LATER),
        *(block for block in listen("after=20&limit=5&wait=0") if block.name),
        Event(id=25),
    ]


def test_a_stream_goes_on_where_it_was_left(listen):
    assert [block.id for block in listen("after=3&wait=1", **{"Last-Event-ID": "27"}) if block.name] == [28, 29]


def test_a_stream_tells_all_that_is_due_however_small_its_parts(listen):
    told = listen("limit=7&wait=1")
    assert [block.id for block in told if block.name] == list(range(1, 30))
    assert told[0] == Event(retry=SOON)


def test_a_stream_of_what_seldom_comes_still_says_how_far_it_is(listen):
    assert listen("type=relation&wait=0")[-1] == Event(id=29)


def test_a_stream_lasts_until_its_listener_goes(app, anonymous):
    answer = anonymous.get("/v1/changes?after=28", headers=EVENT_STREAM)
    first = next(answer.iter_encoded()).decode()
    assert [block.id for block in parsed(first.splitlines(keepends=True)) if block.name] == [29]
    answer.close()
    watch = app.extensions["causeline"].watch
    with watch.seat(9) as one, watch.seat(9) as other:
        assert (one, other) == (9, 9)


def test_a_stream_for_which_there_is_no_seat_tells_what_is_due_and_ends(app, listen):
    watch = app.extensions["causeline"].watch
    with watch.seat(9), watch.seat(9):
        told = listen("after=27")
    assert told[0] == Event(retry=LATER)
    assert [block.id for block in told if block.name] == [28, 29]


def test_a_stream_says_that_it_is_one(anonymous):
    answer = anonymous.get("/v1/changes?wait=0", headers=EVENT_STREAM)
    assert (answer.mimetype, answer.headers["X-Accel-Buffering"]) == ("text/event-stream", "no")


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html", "application/json, text/event-stream", ""])
def test_who_does_not_ask_for_a_stream_gets_a_page(anonymous, accept):
    assert anonymous.get("/v1/changes", headers={"Accept": accept}).mimetype == "application/json"


def test_head_takes_no_seat(app, anonymous):
    for _ in range(3):
        assert anonymous.head("/v1/changes", headers=EVENT_STREAM).status_code == 200
    with app.extensions["causeline"].watch.seat(9) as seconds:
        assert seconds == 9


def test_the_token_is_told_only_to_callers_with_a_token(anonymous, reader, make):
    make.event(id="one")
    told = [who.get("/v1/changes?after=29&wait=0", headers=EVENT_STREAM).text for who in (anonymous, reader)]
    assert ['"token":"write"' in text for text in told] == [False, True]


def test_where_reading_is_closed_a_stream_needs_a_token(app, anonymous, reader):
    context = app.extensions["causeline"]
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, read="token"))
    path = "/v1/changes?wait=0"
    assert [who.get(path, headers=EVENT_STREAM).status_code for who in (anonymous, reader)] == [401, 200]


class TestWithoutADatabase:
    @pytest.fixture
    def settings(self):
        return Settings(database_url="sqlite:////nowhere/at/all.db")

    def test_a_stream_asks_to_come_back_which_eventsource_does_after_no_503(self, anonymous):
        answer = anonymous.get("/v1/changes", headers=EVENT_STREAM)
        assert (answer.status_code, answer.text.startswith(f"retry: {LATER}\n\n: the database")) == (200, True)

    def test_a_page_is_unavailable(self, anonymous):
        assert anonymous.get("/v1/changes").status_code == 503
