"""Every feed of the registry over HTTP: its type, its limit, its refusals, its end."""

import json

import pytest

from service.feeds.registry import FEEDS
from service.web.problems import MEDIA_TYPE

STREAMED = [name for name, feed in FEEDS.items() if feed.streams]
LIMITED = [name for name, feed in FEEDS.items() if not feed.streams]


def related(make, **fields):
    """Two events, the second a response to the first: some feeds leave out what stands alone."""
    make.relation(make.event(**fields), make.event(**fields))


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_its_media_type_and_the_events(client, make, name):
    related(make, title="Ceasefire talks resume")
    answer = client.get(f"/v1/feeds/{name}")
    assert (answer.status_code, answer.mimetype) == (200, FEEDS[name].media_type.partition(";")[0])
    assert "Ceasefire" in answer.text


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_of_nothing_is_still_a_feed(client, name):
    assert client.get(f"/v1/feeds/{name}").status_code == 200


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_takes_the_words_of_the_list(client, make, name):
    related(make, title="Ceasefire", tags=["a"]), related(make, title="Elsewhere", tags=["b"])
    shown = client.get(f"/v1/feeds/{name}?tag=a").text
    assert ("Ceasefire" in shown, "Elsewhere" in shown) == (True, False)


@pytest.mark.parametrize("name", LIMITED)
def test_a_feed_that_was_cut_says_so(client, make, name):
    make.event(), make.event()
    assert "limit" in client.get(f"/v1/feeds/{name}?limit=1").headers["Causeline-Truncated"]
    assert "Causeline-Truncated" not in client.get(f"/v1/feeds/{name}?limit=2").headers


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_explained(client, make, name):
    make.event(), make.event()
    answer = client.get(f"/v1/feeds/{name}?explain=true")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.get_json()["feed"] == name


def test_what_a_format_cannot_carry_is_said_in_a_header_that_other_sites_may_read(client, make):
    deep, near = make.event(start="Y-170000002"), make.event()
    make.relation(deep, near)
    headers = client.get("/v1/feeds/vis.json", headers={"Origin": "https://desk.example"}).headers
    assert headers["Causeline-Left-Out"] == "1 event and 1 relation; explain=true says what and why"
    assert "Causeline-Left-Out" in headers["Access-Control-Expose-Headers"]


def test_what_is_left_out_is_named_with_its_reason(client, make):
    deep, _ = make.event(start="Y-170000002"), make.event()
    [item] = client.get("/v1/feeds/vis.json?explain=true").get_json()["items"]
    assert (item["event"], item["effect"]) == (deep["id"], "dropped")


def test_a_stream_says_that_it_leaves_something_out_and_not_how_much(client, make):
    related(make)
    headers = client.get("/v1/feeds/events.csv").headers
    assert headers["Causeline-Left-Out"] == "some relations; explain=true says what and why"
    assert client.get("/v1/feeds/events.csv?explain=true").get_json()["dropped"] == 1


def test_a_feed_that_carries_everything_has_no_such_header(client, make):
    make.event()
    assert "Causeline-Left-Out" not in client.get("/v1/feeds/vis.json").headers


@pytest.mark.parametrize(
    "words", ["limit=10001", "explain=yes", "colour=red", "since=soon", "timeline=nobody", "cursor=a"]
)
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_refuses_before_its_first_byte(client, name, words):
    answer = client.get(f"/v1/feeds/{name}?{words}")
    assert (answer.status_code, answer.mimetype) == (422, MEDIA_TYPE)


@pytest.mark.parametrize(("day", "ids"), [("2024-11-30", ["inside"]), ("2024-12-01", [])])
def test_a_calendar_widget_gets_what_lies_in_its_window(client, make, day, ids):
    make.event(id="inside", start=day)
    window = "start=2024-10-28T00:00:00Z&end=2024-12-01T00:00:00Z&timeZone=UTC"
    assert [event["id"] for event in client.get(f"/v1/feeds/fullcalendar.json?{window}").get_json()] == ids


@pytest.mark.parametrize("name", STREAMED)
def test_a_stream_carries_everything_and_takes_no_limit(client, make, name):
    for number in range(3):
        make.event(title=f"Happening {number}")
    assert client.get(f"/v1/feeds/{name}").text.count("Happening") == 3
    assert client.get(f"/v1/feeds/{name}?limit=1").status_code == 422


@pytest.mark.parametrize("name", STREAMED)
def test_a_stream_asks_nothing_of_a_request_that_is_over(app, client, make, name):
    make.event()
    with app.test_client() as apart:
        answer = apart.get(f"/v1/feeds/{name}", buffered=False)
    assert answer.text


@pytest.mark.parametrize("name", STREAMED)
def test_a_stream_that_nobody_reads_gives_its_connection_back(client, make, name):
    make.event()
    for _ in range(30):
        client.head(f"/v1/feeds/{name}")
        client.get(f"/v1/feeds/{name}").close()
    assert client.get("/v1/events").status_code == 200


@pytest.mark.parametrize("name", ["changes.json", "changes.atom"])
def test_a_feed_of_changes_begins_with_the_newest(client, make, name):
    make.event(id="first", title="First", start="2025"), make.event(id="second", title="Second", start="2024")
    client.patch("/v1/events/first", json={"title": "Changed"})
    shown = client.get(f"/v1/feeds/{name}?limit=2").text
    assert 0 < shown.index("Changed") < shown.index("Second")
    assert "Second" not in client.get(f"/v1/feeds/{name}?limit=1").text


def test_a_feed_says_where_it_was_asked_for(client):
    address = "http://localhost/v1/feeds/changes.json?q=%D0%9A%D0%B8%D1%97%D0%B2"
    assert client.get(address).get_json()["feed_url"] == address


def test_an_ndjson_export_is_imported_again_without_a_change(client, make):
    first, second = make.chain(2)
    lines = client.get("/v1/feeds/events.ndjson").text
    report = client.post("/v1/imports", data=lines.encode(), content_type="application/x-ndjson").get_json()
    assert (report["unchanged"], report["updated"], report["created"]) == (len(lines.splitlines()), 0, 0)
    assert {json.loads(line)["id"] for line in lines.splitlines()} >= {first["id"], second["id"]}


@pytest.mark.parametrize("name", ["nothing.json", "timeline", "../events", "TIMELINE.SVG"])
def test_a_feed_that_is_not_there_is_not_found(client, name):
    assert client.get(f"/v1/feeds/{name}").status_code == 404
