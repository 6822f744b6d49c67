"""What rests on a source, over HTTP."""

from urllib.parse import urlsplit

import pytest

CITED = {"sources": [{"source": "wire"}]}


def path(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


@pytest.fixture
def story(make):
    """Three events, the second in answer to the first, of which a wire story carries the first and the relation."""
    make.source(id="wire")
    figure = {"metric": "losses", "value": 1610, "source": "wire"}
    first, second = make.event(id="first", title="A strike", **CITED, figures=[figure]), make.event(id="second")
    make.relation(first, second, id="link", **CITED)
    return first


def test_what_rests_on_a_source_is_listed_with_the_source(client, story):
    found = client.get("/v1/sources/wire/impact").get_json()
    assert [item["record"] for item in found["items"]] == ["event", "figure", "relation"]
    assert found["source"] == client.get("/v1/sources/wire").get_json()
    assert found["counts"] == {name: {"all": 1, "alone": 1} for name in ("event", "figure", "relation")}


def test_an_event_is_told_in_brief(client, story):
    (found,) = client.get("/v1/sources/wire/impact?record=event").get_json()["items"]
    assert found == {
        "record": "event",
        "id": "first",
        "title": "A strike",
        "start": "2024",
        "end": None,
        "status": "reported",
        "others": 0,
        "others_retracted": 0,
        "alone": True,
        "responses": "http://localhost/v1/events/first/responses?depth=all",
    }


def test_what_lies_downstream_is_one_more_question(client, story):
    (found,) = client.get("/v1/sources/wire/impact?record=event").get_json()["items"]
    walk = client.get(path(found["responses"])).get_json()
    assert [event["id"] for event in walk["events"]] == ["first", "second"]


def test_a_moment_that_was_asked_about_is_asked_about_again(client, story):
    then = client.get("/v1/changes").get_json()["head"]["seq"]
    (found,) = client.get(f"/v1/sources/wire/impact?record=event&as_of={then}").get_json()["items"]
    assert found["responses"].endswith(f"&as_of={then}")


def test_pages_follow_each_other(client, story):
    url, found = "/v1/sources/wire/impact?limit=1", []
    while url:
        answer = client.get(path(url)).get_json()
        found += [item["record"] for item in answer["items"]]
        url = answer["next"]
    assert found == ["event", "figure", "relation"]


def test_an_unknown_source_is_a_404(client):
    assert client.get("/v1/sources/nowhere/impact").status_code == 404


@pytest.mark.parametrize("words", ["record=source", "alone=maybe", "cursor=abc", "limit=0", "q=strike"])
def test_a_word_that_is_wrong_is_named(client, story, words):
    answer = client.get(f"/v1/sources/wire/impact?{words}")
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["parameter"] == words.partition("=")[0]


@pytest.mark.parametrize("path", ["events", "relations"])
def test_lists_know_what_fell(client, make, story, path):
    make.event(id="third")
    client.patch("/v1/sources/wire", json={"retracted_at": "2024-12-01T09:00:00Z"})
    items = client.get(f"/v1/{path}?sources=retracted").get_json()["items"]
    assert [item["id"] for item in items] == [{"events": "first", "relations": "link"}[path]]


def test_withdrawing_a_source_rewrites_no_event(client, story):
    client.patch("/v1/sources/wire", json={"retracted_at": "2024-12-01T09:00:00Z"})
    assert client.get("/v1/events/first").get_json() == story
