"""Every refusal is a problem document that says what to do next."""

import pytest

from service.domain.errors import Busy
from service.storage import records
from service.web.problems import MEDIA_TYPE

EVENT = {"title": "A", "start": "2024"}
UNLIKE = {"If-Match": '"9"'}


@pytest.fixture
def refusals(client, anonymous, reader, make, monkeypatch):
    """A request for each status of the contract."""
    make.event(id="one")

    def busy():
        monkeypatch.setattr(records, "find", lambda *_: (_ for _ in ()).throw(Busy("try again")))
        return client.get("/v1/events/one")

    return {
        400: lambda: client.post("/v1/events", data="{", content_type="application/json"),
        401: lambda: anonymous.post("/v1/events", json=EVENT),
        403: lambda: reader.post("/v1/events", json=EVENT),
        404: lambda: client.get("/v1/events/two"),
        405: lambda: client.delete("/v1/events"),
        409: lambda: client.post("/v1/events", json=EVENT | {"id": "one"}),
        412: lambda: client.put("/v1/events/one", json=EVENT, headers=UNLIKE),
        413: lambda: client.post("/v1/events", data=b" " * (1 << 20) + b"{}", content_type="application/json"),
        415: lambda: client.post("/v1/events", data="a=b", content_type="text/plain"),
        422: lambda: client.post("/v1/events", json={}),
        503: busy,
    }


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 503])
def test_a_refusal_is_a_problem_document(refusals, status):
    answer = refusals[status]()
    problem = answer.get_json()
    assert (answer.status_code, answer.mimetype, problem["status"]) == (status, MEDIA_TYPE, status)
    assert problem["type"] == "about:blank"
    assert problem["title"]
    assert len(problem["detail"]) > 8


@pytest.mark.parametrize(
    ("status", "header", "value"),
    [(401, "WWW-Authenticate", 'Bearer realm="causeline"'), (503, "Retry-After", "1")],
)
def test_a_refusal_says_in_a_header_what_would_help(refusals, status, header, value):
    assert refusals[status]().headers[header] == value


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/events", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("POST", "/v1/events/one", {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"}),
        ("POST", "/v1/events/one/causes", {"GET", "HEAD", "OPTIONS"}),
        ("GET", "/v1/imports", {"POST", "OPTIONS"}),
    ],
)
def test_a_method_that_is_not_taken_is_told_which_are(client, method, path, allowed):
    answer = client.open(path, method=method)
    assert (answer.status_code, {*answer.headers["Allow"].split(", ")}) == (405, allowed)
    assert method in answer.get_json()["detail"]


@pytest.mark.parametrize("path", ["/v1", "/v1/nothing", "/v1/events/", "/v1/events/one/two", "/v2/events", "/v1/feeds"])
def test_an_address_with_nothing_at_it_says_where_to_look(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, MEDIA_TYPE)
    assert "address" in answer.get_json()["detail"]


def test_every_fault_of_a_body_is_told_at_once(client):
    answer = client.post("/v1/events", json={"title": "", "start": "soon", "figures": [{"metric": "m", "value": "x"}]})
    pointers = {fault["pointer"] for fault in answer.get_json()["errors"]}
    assert pointers == {"/title", "/start", "/figures/0/value"}


def test_every_fault_of_a_query_is_told_at_once(client):
    answer = client.get("/v1/events?colour=red&limit=0&status=maybe")
    assert {fault["parameter"] for fault in answer.get_json()["errors"]} == {"colour", "limit", "status"}
    assert "known here: " in answer.get_json()["errors"][0]["detail"]


def test_an_address_without_words_says_so(admin):
    answer = admin.delete("/v1/actors/us?cascade=true")
    assert answer.get_json()["detail"] == "unknown word 'cascade'; no words are taken here"


def test_words_are_judged_before_anything_is_written(client):
    assert client.post("/v1/events?dry_run=true", json=EVENT).status_code == 422
    assert client.get("/v1/events").get_json()["items"] == []


def test_an_unexpected_failure_is_a_problem_that_tells_nothing_of_the_inside(app, client, monkeypatch):
    app.testing = False
    monkeypatch.setattr(records, "find", lambda *_: 1 / 0)
    answer = client.get("/v1/events/one")
    assert (answer.status_code, answer.mimetype) == (500, MEDIA_TYPE)
    assert "division" not in answer.text
