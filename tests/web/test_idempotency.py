"""What is sent again under its key takes effect once and is answered as it was, on every record's POST."""

from dataclasses import replace
from functools import partial

import pytest

from service.app import create_app
from service.domain.errors import Busy
from service.domain.idempotency import HEADER, KEPT
from service.intake import imports
from service.storage import engine, tokens
from service.storage.engine import fetch, reading
from service.storage.store import store
from service.storage.tables import Answer
from tests.storage.stored import at_once

BODY = {"title": "Talks", "start": "2024-11~"}
TWINS = 6


def post(client, body=BODY, key="one", path="/v1/events", **sent):
    return client.post(path, json=body, headers={"Idempotency-Key": key}, **sent)


def events(client):
    return client.get("/v1/events").get_json()["items"]


def kept():
    with reading():
        return len(fetch(Answer.select(Answer.scope)))


def told(answer):
    """All of an answer that means something, but whether it is a repetition."""
    names = ("Content-Type", "Location", "ETag")
    return answer.status_code, answer.data, [answer.headers.get(name) for name in names]


@pytest.fixture
def clock(app):
    """Sets how many microseconds after its start the service thinks it is."""
    context = app.extensions["causeline"]
    start = context.clock()

    def set_to(microseconds):
        app.extensions["causeline"] = replace(context, clock=lambda: start + microseconds)

    set_to(0)
    return set_to


@pytest.mark.parametrize(
    ("noun", "body"),
    [
        ("events", BODY),
        ("relations", {"type": "responds_to", "cause": "first", "response": "second"}),
        ("actors", {"name": "Ministry"}),
        ("sources", {"title": "Bulletin"}),
        ("kinds", {"label": "Ceasefire"}),
        ("timelines", {"title": "Autumn", "query": {}}),
    ],
)
def test_what_is_sent_again_is_answered_again_and_stands_once(client, make, noun, body):
    make.event(id="first"), make.event(id="second")
    first, again = (post(client, body, path=f"/v1/{noun}") for _ in range(2))
    assert (first.status_code, "Idempotency-Replayed" in first.headers) == (201, False)
    assert (told(again), again.headers["Idempotency-Replayed"]) == (told(first), "true")
    assert client.get(first.headers["Location"]).data == first.data
    assert len(client.get(f"/v1/{noun}/{first.get_json()['id']}/history").get_json()["items"]) == 1


def test_the_first_answer_under_a_key_is_the_one_without(client):
    names = [{*client.post("/v1/events", json=BODY, headers=sent).headers.keys()} for sent in ({}, {HEADER: "one"})]
    assert names[0] == names[1] >= {"ETag", "Location", "Content-Type"}


def test_without_a_key_what_is_sent_again_is_another(client):
    client.post("/v1/events", json=BODY), client.post("/v1/events", json=BODY)
    assert (len(events(client)), kept()) == (2, 0)


def test_twins_at_once_are_one_record_and_one_answer(client):
    answers = at_once(*(partial(post, client.application.test_client(), environ_base=client.environ_base),) * TWINS)
    assert [answer.status_code for answer in answers] == [201] * TWINS
    assert len({answer.data for answer in answers}) == len(events(client)) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == TWINS - 1


def test_another_body_under_the_key_is_refused_and_changes_nothing(client):
    first = post(client)
    other = post(client, BODY | {"title": "Other talks"})
    assert (other.status_code, "another body" in other.get_json()["detail"]) == (422, True)
    assert ([event["title"] for event in events(client)], told(post(client))) == (["Talks"], told(first))


def test_a_body_is_another_if_one_byte_is(client):
    post(client)
    headers = {"Idempotency-Key": "one", "Content-Type": "application/json"}
    assert (
        client.post("/v1/events", data=b'{"title": "Talks", "start": "2024-11~"} ', headers=headers).status_code == 422
    )


def test_the_key_is_of_its_holder_and_of_its_address(client, admin):
    post(client)
    answers = [post(admin), post(client, {"name": "A"}, path="/v1/actors"), post(client, key="two")]
    assert ["Idempotency-Replayed" in answer.headers for answer in answers] == [False] * 3
    assert [answer.status_code for answer in answers] == [201] * 3


def test_what_was_refused_may_be_tried_again(client, make):
    body = BODY | {"kind": "truce"}
    assert post(client, body).status_code == 422
    make.kind(id="truce")
    answer = post(client, body)
    assert (answer.status_code, "Idempotency-Replayed" in answer.headers) == (201, False)


def test_a_conflict_keeps_nothing(client, make):
    make.event(id="one")
    assert (post(client, BODY | {"id": "one"}).status_code, kept()) == (409, 0)


def test_what_was_answered_stays_so_when_the_record_changes(client):
    first = post(client)
    client.patch(first.headers["Location"], json={"title": "Changed"})
    assert told(post(client)) == told(first)


def test_a_token_that_was_revoked_repeats_nothing(anonymous, app):
    sent = {"HTTP_AUTHORIZATION": f"Bearer {tokens.add('desk', 'write', now=0)}"}
    assert post(anonymous, environ_base=sent).status_code == 201
    tokens.revoke("desk", now=1)
    assert post(anonymous, environ_base=sent).status_code == 401


def test_a_key_outlives_the_process(client, settings):
    first = post(client)
    engine.close()
    other = create_app(settings).test_client()
    other.environ_base = client.environ_base
    assert told(post(other)) == told(first)


@pytest.mark.parametrize(("later", "count"), [(KEPT - 1, 1), (KEPT, 2)])
def test_a_key_holds_for_a_day(client, clock, later, count):
    post(client)
    clock(later)
    assert (post(client).status_code, len(events(client))) == (201, count)


def test_what_has_expired_goes_when_something_is_kept(client, clock):
    post(client, key="old"), post(client, key="older")
    clock(KEPT + 1)
    post(client, key="new")
    assert kept() == 1


@pytest.mark.parametrize("key", ["!", "~" * 255, '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "a,b"])
def test_a_key_is_visible_ascii(client, key):
    assert [post(client, key=key).status_code for _ in range(2)] == [201, 201]
    assert len(events(client)) == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "~" * 256, "schl\xfcssel", "a\tb"])
def test_what_is_no_key_is_refused_and_changes_nothing(client, key):
    answer = post(client, key=key)
    assert (answer.status_code, "visible ASCII" in answer.get_json()["detail"]) == (422, True)
    assert events(client) == []


def test_other_sites_pages_see_that_an_answer_is_a_repetition(anonymous):
    headers = anonymous.get("/v1/events", headers={"Origin": "https://other.example"}).headers
    assert "Idempotency-Replayed" in headers["Access-Control-Expose-Headers"]


LINES = '{"id": "one", "title": "A", "start": "2024"}\n{"id": "two", "title": "B", "start": "2027"}'
BAD = '\n{"id": "three", "title": "", "start": "2024"}'
WAYS = ["", "?mode=partial", "?dry_run=true", "?mode=partial&dry_run=true"]


def load(client, lines=LINES, words="", media_type="application/x-ndjson", **sent):
    headers = {"Idempotency-Key": "one", "Content-Type": media_type}
    return client.post(f"/v1/imports{words}", data=lines.encode(), headers=headers, **sent)


@pytest.mark.parametrize("words", WAYS)
def test_an_import_that_is_sent_again_is_answered_again(client, words):
    first, again = load(client, words=words), load(client, words=words)
    assert (first.status_code, first.get_json()["created"], "Idempotency-Replayed" in first.headers) == (200, 2, False)
    assert (told(again), again.headers["Idempotency-Replayed"]) == (told(first), "true")
    assert len(events(client)) == (0 if "dry" in words else 2)


def test_each_way_to_import_is_another_request(client):
    assert [load(client, words=words).get_json()["created"] for words in reversed(WAYS)] == [2, 2, 2, 0]


@pytest.mark.parametrize("words", WAYS)
def test_another_import_under_the_key_is_refused_and_changes_nothing(client, words):
    load(client, words=words)
    before = events(client)
    assert (load(client, LINES.replace("A", "C"), words).status_code, events(client)) == (422, before)


def test_an_import_that_was_rejected_changes_and_keeps_nothing(client):
    assert [load(client, LINES + BAD).status_code for _ in range(2)] == [422, 422]
    assert (events(client), kept()) == ([], 0)


def test_an_import_that_breaks_on_what_is_stored_changes_and_keeps_nothing(client):
    link = '\n{"record": "relation", "type": "responds_to", "cause": "two", "response": "one"}'
    assert load(client, LINES + link).status_code == 422
    assert (events(client), kept()) == ([], 0)


def test_a_partial_import_is_answered_again_with_what_it_rejected(client):
    first, again = (load(client, LINES + BAD, "?mode=partial") for _ in range(2))
    assert (told(again), again.get_json()["rejected"]) == (told(first), 1)


def test_a_partial_import_that_ends_in_the_middle_keeps_its_parts_and_goes_on_when_it_is_sent_again(
    client, monkeypatch
):
    def store_until_busy(drafts, stamp, **more):
        if drafts[0].id == "two":
            raise Busy("no answer in time")
        return store(drafts, stamp, **more)

    monkeypatch.setattr(imports, "COMMIT", 1)
    with monkeypatch.context() as patched:
        patched.setattr(imports, "store", store_until_busy)
        assert load(client, words="?mode=partial").status_code == 503
    assert [event["id"] for event in events(client)] == ["one"]
    report = load(client, words="?mode=partial").get_json()
    assert (report["created"], report["unchanged"]) == (1, 1)


@pytest.mark.parametrize("words", WAYS)
def test_twin_imports_at_once_have_one_answer(client, words):
    send = partial(load, client.application.test_client(), words=words, environ_base=client.environ_base)
    answers = at_once(*(send,) * TWINS)
    assert len({answer.data for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == TWINS - 1


def test_what_of_a_body_is_not_read_counts_too(client):
    rows = "title;start\n" + "A;2024\n" * 20_000
    first, other = (load(client, text, "?mode=partial", "text/csv") for text in (rows, f"{rows}B;2024"))
    assert (first.get_json()["errors"][0]["line"], other.status_code) == (1, 422)
