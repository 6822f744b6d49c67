"""Walks from an event, and that the words of lists reach them."""

import pytest


def walk(client, event, way, words=""):
    return client.get(f"/v1/events/{event['id']}/{way}{words}").get_json()


def test_a_walk_goes_one_level_by_default_and_says_that_there_is_more(client, make):
    first, second, _ = make.chain(3)
    found = walk(client, first, "responses")
    assert [event["id"] for event in found["events"]] == [first["id"], second["id"]]
    assert (found["root"], found["depths"], found["truncated"]) == (
        first["id"],
        {first["id"]: 0, second["id"]: 1},
        True,
    )


@pytest.mark.parametrize(("way", "from_end"), [("responses", 0), ("causes", 3)])
def test_a_walk_goes_all_the_way_when_asked(client, make, way, from_end):
    chain = make.chain(4)
    found = walk(client, chain[from_end], way, "?depth=all")
    assert {event["id"] for event in found["events"]} == {event["id"] for event in chain}
    assert (len(found["relations"]), found["truncated"]) == (3, False)


def test_a_walk_carries_finished_records(client, make):
    first, second = make.chain(2)
    assert walk(client, first, "responses")["events"] == [first, second]


def test_a_walk_takes_the_relations_that_its_words_choose(client, make):
    first, second, third = (make.event() for _ in range(3))
    make.relation(first, second, confidence=90), make.relation(first, third, confidence=10)
    found = walk(client, first, "responses", "?min_confidence=50")
    assert list(found["depths"]) == [first["id"], second["id"]]


def test_an_event_without_relations_is_a_walk_of_one(client, make):
    lonely = make.event()
    assert walk(client, lonely, "causes") == {
        "root": lonely["id"],
        "events": [lonely],
        "relations": [],
        "depths": {lonely["id"]: 0},
        "truncated": False,
    }


@pytest.mark.parametrize("way", ["causes", "responses"])
def test_a_walk_from_nowhere_is_not_found(client, way):
    assert client.get(f"/v1/events/nobody/{way}").status_code == 404


@pytest.mark.parametrize("word", ["depth=0", "depth=101", "depth=some", "limit=0", "limit=5001", "type=hates", "q=a"])
def test_a_word_that_no_walk_has_is_named(client, make, word):
    answer = client.get(f"/v1/events/{make.event()['id']}/causes?{word}")
    assert (answer.status_code, answer.get_json()["errors"][0]["parameter"]) == (422, word.partition("=")[0])


def test_words_of_the_list_combine(client, make):
    actor = make.actor(id="us")["id"]
    wanted = make.event(kind="strike", start="2024-11-21", tags=["a"], actors=[{"actor": actor, "role": "initiator"}])
    make.event(kind="strike", start="2023", tags=["a"]), make.event(start="2024-11-21", tags=["a"])
    words = "kind=strike,talks&tag=a&since=2024-11&until=2024-11&actor=us&role=initiator&linked=none"
    assert client.get(f"/v1/events?{words}").get_json()["items"] == [wanted]


def test_a_list_finds_what_led_to_an_event_and_what_came_of_it(client, make):
    first, second, third = make.chain(3)
    assert client.get(f"/v1/events?cause_of={second['id']}").get_json()["items"] == [first]
    assert client.get(f"/v1/events?response_to={second['id']}").get_json()["items"] == [third]


def test_a_timeline_selects_beside_the_other_words(client, make):
    make.timeline(id="autumn", query={"tag": "a"})
    wanted = make.event(tags=["a"], kind="talks")
    make.event(tags=["a"]), make.event(kind="talks")
    assert client.get("/v1/events?timeline=autumn&kind=talks").get_json()["items"] == [wanted]
