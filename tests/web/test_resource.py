"""What every record's life is like over HTTP: one table, six nouns, two engines."""

from typing import Any, Final

import pytest

from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE, TIMELINE
from tests.support.builders import Make

BODIES: Final[dict[str, dict[str, Any]]] = {
    EVENT: {"title": "Talks", "start": "2024-11~"},
    RELATION: {"type": "responds_to", "cause": "first", "response": "second"},
    ACTOR: {"name": "Ministry"},
    SOURCE: {"title": "Bulletin"},
    KIND: {"label": "Ceasefire"},
    TIMELINE: {"title": "Autumn", "query": {"tag": ["war"], "since": "2024-09"}},
}
CHANGES: Final[dict[str, dict[str, Any]]] = {
    EVENT: {"status": "confirmed"},
    RELATION: {"confidence": 80},
    ACTOR: {"country": "UA"},
    SOURCE: {"reliability": "B"},
    KIND: {"plover": "RETREAT"},
    TIMELINE: {"summary": "What came of it"},
}
"""A field of each, of which nothing was said before."""


@pytest.fixture(params=BODIES)
def noun(request):
    return request.param


@pytest.fixture
def body(noun, make: Make):
    """What is sent; the events that a relation links are there."""
    if noun == RELATION:
        make.event(id="first"), make.event(id="second")
    return BODIES[noun]


@pytest.fixture
def url(noun):
    return f"/v1/{noun}s"


@pytest.fixture
def record(client, url, body):
    """A stored record, as it was answered."""
    return client.post(url, json=body | {"id": "one"}).get_json()


def test_a_created_record_is_answered_with_its_address_and_tag(client, url, body):
    answer = client.post(url, json=body | {"id": "one"})
    assert (answer.status_code, answer.headers["Location"], answer.headers["ETag"]) == (201, f"{url}/one", '"1"')
    assert answer.get_json().items() >= (body | {"id": "one", "version": 1}).items()


def test_a_record_without_an_id_gets_one_in_order_of_time(client, url, body):
    made = client.post(url, json=body).get_json()["id"]
    assert client.get(f"{url}/{made}").get_json()["id"] == made
    assert made[14] == "7"


def test_a_created_record_is_read_as_it_was_answered(client, url, record):
    answer = client.get(f"{url}/one")
    assert answer.get_json() == record
    assert (answer.status_code, answer.mimetype, answer.headers["ETag"]) == (200, "application/json", '"1"')


def test_a_created_record_is_listed(client, url, record):
    assert record in client.get(f"{url}?id=one").get_json()["items"]


def test_a_used_id_is_not_created_again(client, url, body, record):
    assert client.post(url, json=body | {"id": record["id"]}).status_code == 409


def test_put_creates_what_is_not_there(client, url, body):
    answer = client.put(f"{url}/one", json=body)
    assert (answer.status_code, answer.headers["Location"]) == (201, f"{url}/one")


def test_put_resets_what_is_left_out(client, noun, url, body, record):
    client.patch(f"{url}/one", json=CHANGES[noun])
    answer = client.put(f"{url}/one", json=body)
    assert answer.status_code == 200
    assert {name: answer.get_json()[name] for name in CHANGES[noun]} == {name: record[name] for name in CHANGES[noun]}


def test_patch_changes_only_what_it_names(client, noun, url, record):
    changed = client.patch(f"{url}/one", json=CHANGES[noun]).get_json()
    assert changed == record | CHANGES[noun] | {"version": 2, "updated_at": changed["updated_at"]}


def test_a_null_in_a_patch_resets_a_field(client, noun, url, record):
    client.patch(f"{url}/one", json=CHANGES[noun])
    reset = client.patch(f"{url}/one", json=dict.fromkeys(CHANGES[noun])).get_json()
    assert {name: reset[name] for name in CHANGES[noun]} == {name: record[name] for name in CHANGES[noun]}


def test_what_was_read_can_be_sent_back_and_adds_no_version(client, url, record):
    answer = client.put(f"{url}/one", json=record)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    assert answer.get_json() == record


def test_a_patch_of_what_is_not_there_creates_nothing(client, noun, url):
    assert client.patch(f"{url}/nobody", json=CHANGES[noun]).status_code == 404
    assert client.get(f"{url}/nobody").status_code == 404


def test_a_deleted_record_is_gone(client, url, record):
    answer = client.delete(f"{url}/{record['id']}")
    assert (answer.status_code, answer.data, "Content-Type" in answer.headers) == (204, b"", False)
    assert client.get(f"{url}/one").status_code == 404
    assert client.get(f"{url}?id=one").get_json()["items"] == []
    assert client.delete(f"{url}/one").status_code == 404


def test_a_deleted_id_is_not_created_again_but_put_brings_it_back(client, url, body, record):
    client.delete(f"{url}/{record['id']}")
    assert client.post(url, json=body | {"id": "one"}).status_code == 409
    answer = client.put(f"{url}/one", json=body)
    assert (answer.status_code, answer.get_json()["version"]) == (201, 2)


def test_an_unknown_field_is_refused_by_its_pointer(client, url, body):
    answer = client.post(url, json=body | {"id": "one", "colour": "red"})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/colour")
    assert client.get(f"{url}/one").status_code == 404


def test_an_id_in_the_body_is_that_of_the_path(client, url, body, record):
    answer = client.put(f"{url}/{record['id']}", json=body | {"id": "two"})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/id")


@pytest.mark.parametrize("odd", ["UPPER", "a b", "-a", "a-", "ä", "none", "a%2Cb", "a" * 121, "'; --"])
def test_what_is_no_id_is_refused_where_it_would_be_created(client, url, body, odd):
    answer = client.put(f"{url}/{odd}", json=body)
    assert (answer.status_code, answer.get_json()["errors"][0]["parameter"]) == (422, "id")
    assert client.get(f"{url}/{odd}").status_code == 404


@pytest.mark.parametrize("never", ["a%00b", "a%0Ab", "a" * 201, "a%2Fb", "%FF%2F"])
def test_what_can_never_be_an_id_is_not_found(client, url, body, never):
    assert client.put(f"{url}/{never}", json=body).status_code == 404


def test_a_history_tells_every_version_and_outlives_the_record(client, noun, url, body, record):
    client.patch(f"{url}/one", json=CHANGES[noun])
    client.delete(f"{url}/one")
    client.put(f"{url}/one", json=body)
    told = client.get(f"{url}/one/history").get_json()["items"]
    changed = [f"/{name}" for name in CHANGES[noun]]
    assert [(item["op"], item["version"], item["changed"]) for item in told] == [
        ("create", 1, None),
        ("update", 2, changed),
        ("delete", 2, None),
        ("restore", 3, changed),
    ]
    assert told[0]["record"] == record


def test_what_never_was_has_no_history(client, url):
    assert client.get(f"{url}/nobody/history").status_code == 404


def test_a_reference_to_nothing_is_refused_by_its_pointer(client):
    answer = client.post("/v1/events", json={"title": "A", "start": "2024", "actors": [{"actor": "nobody"}]})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/actors/0/actor")


def test_what_is_referred_to_is_not_deleted(client, make):
    make.event(kind=make.kind(id="truce")["id"], id="one")
    answer = client.delete("/v1/kinds/truce")
    assert (answer.status_code, "event one" in answer.get_json()["detail"]) == (409, True)


def test_an_event_goes_with_its_relations_only_for_an_admin(admin, client, make):
    cause, _ = make.chain(2)
    assert client.delete(f"/v1/events/{cause['id']}").status_code == 409
    assert client.delete(f"/v1/events/{cause['id']}?cascade=true").status_code == 403
    assert admin.delete(f"/v1/events/{cause['id']}?cascade=true").status_code == 204
    assert client.get("/v1/relations").get_json()["items"] == []


def test_the_built_in_kinds_are_there(client):
    kinds = {kind["id"]: kind["plover"] for kind in client.get("/v1/kinds?limit=500").get_json()["items"]}
    assert (kinds["strike"], kinds["event"], len(kinds)) == ("ASSAULT", None, 29)
