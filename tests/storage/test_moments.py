"""What was answered then is answered again as of then."""

import random
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from service.storage import journal
from tests.storage.shadow import READS, Writer, answer

WRITES, MOMENTS, READS_A_MOMENT = 2_000, 200, 3


def test_every_read_as_of_a_moment_answers_what_it_answered_then(admin: FlaskClient) -> None:
    """The shadow copy: what ordinary reads answered between 2,000 random writes."""
    writer, dice = Writer(admin, seed=4), random.Random(5)
    shadow = []
    for number in range(WRITES):
        writer.write()
        if number % (WRITES // MOMENTS) == 0:
            instant = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            then = str(journal.head().seq) if dice.random() < 0.5 else instant
            shadow += [(then, path, answer(admin, path)) for path in dice.sample(READS, READS_A_MOMENT)]
    assert len({then for then, *_ in shadow}) == MOMENTS
    for then, path, told in shadow:
        assert answer(admin, path, as_of=then) == told, (then, path)


def test_what_was_deleted_is_there_in_its_time(client, make):
    event = make.event(id="gone")
    then = journal.head().seq
    client.delete("/v1/events/gone")
    assert client.get("/v1/events/gone").status_code == 404
    assert client.get(f"/v1/events/gone?as_of={then}").get_json() == event
    assert client.get(f"/v1/events?as_of={then}").get_json()["items"] == [event]


def test_before_it_was_there_it_is_not_found(client, make):
    then = journal.head().seq
    make.event(id="later")
    told = client.get(f"/v1/events/later?as_of={then}")
    assert told.status_code == 404
    assert told.get_json()["detail"] == "there was no event 'later' then"


@pytest.mark.parametrize("path", ["/v1/events", "/v1/events/x", "/v1/facets", "/v1/feeds/vis.json", "/v1/kinds", "/"])
@pytest.mark.parametrize("moment", ["999999", "2999-01-01T00:00:00Z", "yesterday", ""])
def test_a_moment_that_is_to_come_or_none_is_refused_by_name(client, path, moment):
    told = client.get(f"{path}?as_of={moment}")
    if path == "/":  # a form sends what was left empty too
        assert told.status_code == (422 if moment else 200)
    else:
        assert [fault["parameter"] for fault in told.get_json()["errors"]] == ["as_of"]


def test_a_page_as_of_a_moment_goes_on_as_of_it(client, make):
    ids = [make.event(id=f"e{number}")["id"] for number in range(5)]
    then = journal.head().seq
    for event in ids:
        client.delete(f"/v1/events/{event}")
    page = client.get(f"/v1/events?limit=2&as_of={then}").get_json()
    shown = page["items"]
    while page["next"]:
        page = client.get(page["next"]).get_json()
        shown += page["items"]
    assert [event["id"] for event in shown] == ids


def test_a_timeline_is_the_one_that_was_saved_then(client, make):
    make.event(id="talks", kind="talks")
    make.event(id="strike", kind="strike")
    make.timeline(id="t", query={"kind": "talks"})
    then = journal.head().seq
    client.patch("/v1/timelines/t", json={"query": {"kind": "strike"}})
    assert [event["id"] for event in client.get(f"/v1/events?timeline=t&as_of={then}").get_json()["items"]] == ["talks"]


def test_a_saved_timeline_names_no_moment(client):
    told = client.post("/v1/timelines", json={"title": "T", "query": {"as_of": "1"}})
    assert told.get_json()["errors"][0]["pointer"] == "/query/as_of"


def test_many_changes_at_one_time_stand_together(client):
    """An import's rows share a time: asked for it, all of them are there."""
    lines = "\n".join(f'{{"id": "e{number}", "title": "E", "start": "2024"}}' for number in range(50))
    client.post("/v1/imports", data=lines, content_type="application/x-ndjson")
    then = client.get("/v1/events/e0").get_json()["created_at"]
    client.delete("/v1/events/e7")
    assert len(client.get(f"/v1/events?as_of={then}").get_json()["items"]) == 50


def test_a_read_as_of_a_moment_costs_one_query_more(client, make, count_queries):
    make.event()
    client.get("/v1/kinds")  # asks for the head, and whose token it is
    with count_queries() as normal:
        client.get("/v1/events")
    head = journal.head().seq
    with count_queries() as then:
        client.get(f"/v1/events?as_of={head}")
    assert len(then) == len(normal) + 1
    assert not any("_ever" in statement or "_past" in statement for statement in normal)
