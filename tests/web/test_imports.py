"""Many records in one request."""

import json
from io import BytesIO

import pytest

from service.web import imports

GOOD = {"record": "event", "id": "one", "title": "A", "start": "2024"}
NEXT = {"record": "event", "id": "two", "title": "B", "start": "2025", "kind": "truce"}
KIND = {"record": "kind", "id": "truce", "label": "Truce"}
LINK = {"record": "relation", "type": "responds_to", "cause": "one", "response": "two"}
BAD = {"record": "event", "id": "three", "title": "", "start": "2024"}


@pytest.fixture
def load(client):
    def send(*records, words="", media_type="application/x-ndjson"):
        lines = "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records)
        return client.post(f"/v1/imports{words}", data=lines.encode(), content_type=media_type)

    return send


def test_lines_may_come_in_any_order(load, client):
    answer = load(LINK, NEXT, GOOD, KIND)
    assert answer.status_code == 200
    assert answer.get_json() == {"created": 4, "updated": 0, "unchanged": 0, "rejected": 0, "errors": []}
    assert client.get("/v1/events/one/responses").get_json()["depths"] == {"one": 0, "two": 1}


def test_a_repeat_changes_nothing(load):
    load(GOOD, NEXT, KIND, LINK)
    assert load(GOOD, NEXT, KIND, LINK).get_json()["unchanged"] == 4


def test_an_import_is_all_or_nothing(load, client):
    answer = load(GOOD, BAD)
    assert (answer.status_code, answer.get_json()["rejected"]) == (422, 1)
    assert answer.get_json()["errors"] == [{"line": 2, "pointer": "/title", "detail": "must not be blank"}]
    assert client.get("/v1/events/one").status_code == 404


def test_a_partial_import_keeps_what_is_good(load, client):
    answer = load(BAD, GOOD, words="?mode=partial")
    assert (answer.status_code, answer.get_json()["created"], answer.get_json()["rejected"]) == (200, 1, 1)
    assert client.get("/v1/events/one").status_code == 200


def test_what_rests_on_a_rejected_line_is_rejected(load):
    report = load(GOOD, NEXT | {"start": "soon"}, LINK, words="?mode=partial").get_json()
    assert [error["line"] for error in report["errors"]] == [2, 3]


def test_a_dry_run_judges_and_stores_nothing(load, client):
    assert load(GOOD, words="?dry_run=true").get_json()["created"] == 1
    assert client.get("/v1/events/one").status_code == 404


def test_a_table_is_imported(load, client):
    answer = load("id,title,start,tags", "one,Talks,2024-11,a;b", media_type="text/csv")
    assert answer.status_code == 200
    assert client.get("/v1/events/one").get_json()["tags"] == ["a", "b"]


def slide(headline, **more):
    return {"start_date": {"year": 2024}, "text": {"headline": headline}, "unique_id": headline.lower()} | more


def test_timelinejs_json_is_imported(load, client):
    configuration = {"title": {"text": {"headline": "Whole"}}, "events": [slide("A"), slide("B")]}
    assert load(configuration, media_type="application/json").get_json()["created"] == 3
    shown = client.get("/v1/feeds/timelinejs.json?timeline=whole").get_json()
    assert [part["text"]["headline"] for part in (shown["title"], *shown["events"])] == ["Whole", "A", "B"]


def test_records_in_sections_are_imported(load, client):
    assert load({"kinds": [KIND], "events": [GOOD, NEXT]}, media_type="application/json").get_json()["created"] == 3


def test_what_is_not_carried_over_is_noted(load):
    told = load({"events": [slide("A"), slide("B", background="red")]}, media_type="application/json").get_json()
    assert told["notes"] == [{"line": 1, "pointer": "/events/1/background", "detail": "is not carried over"}]


def test_a_fault_in_a_line_of_many_records_says_in_which(load):
    told = load({"events": [GOOD, BAD]}, media_type="application/json").get_json()
    assert told["errors"] == [{"line": 1, "pointer": "/events/1/title", "detail": "must not be blank"}]


@pytest.mark.parametrize("text", ['{"events": [{"\\ud800": 1}]}', '{"a\\udfff": []}', "[" * 5000, "{", "", "null", "5"])
def test_json_that_is_none_is_rejected(load, text):
    answer = load(text, media_type="application/json")
    assert (answer.status_code, answer.get_json()["rejected"]) == (422, 1)


@pytest.mark.parametrize("line", ["{", "[]", "1", '{"record":"planet"}', '{"title":"A","start":"2024"}', "\x00"])
def test_a_line_that_is_no_record_is_rejected_with_its_number(load, line):
    answer = load(GOOD, line)
    assert (answer.status_code, answer.get_json()["errors"][0]["line"]) == (422, 2)


@pytest.mark.parametrize("media_type", ["application/xml", "text/plain", ""])
def test_another_media_type_is_told_which_are_read(load, media_type):
    assert load(GOOD, media_type=media_type).status_code == 415


@pytest.mark.parametrize("words", ["?mode=some", "?dry_run=1", "?limit=1"])
def test_a_wrong_word_is_a_problem(load, words):
    answer = load(GOOD, words=words)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_too_many_lines_are_refused_and_nothing_is_stored(load, client, monkeypatch):
    monkeypatch.setattr(imports, "MOST_LINES", 1)
    assert load(GOOD, NEXT, KIND).status_code == 413
    assert client.get("/v1/events/one").status_code == 404


def test_an_import_may_be_larger_than_another_body(load, client):
    lines = [GOOD | {"id": f"e{number}", "summary": "a" * 20_000} for number in range(60)]
    assert load(*lines).get_json()["created"] == 60


@pytest.mark.parametrize("chunked", [False, True])
def test_too_many_bytes_are_refused_and_nothing_is_stored(client, monkeypatch, chunked):
    monkeypatch.setattr(imports, "MOST_BYTES", 200)
    lines = "\n".join(json.dumps(GOOD | {"id": f"e{number}"}) for number in range(10)).encode()
    sent = {"input_stream": BytesIO(lines), "headers": {"Transfer-Encoding": "chunked"}} if chunked else {"data": lines}
    answer = client.post(
        "/v1/imports",
        content_type="application/x-ndjson",
        environ_overrides={"wsgi.input_terminated": chunked},
        **sent,
    )
    assert answer.status_code == 413
    assert client.get("/v1/events").get_json()["items"] == []


def test_an_empty_import_is_no_fault(load):
    assert load("").get_json() == {"created": 0, "updated": 0, "unchanged": 0, "rejected": 0, "errors": []}
