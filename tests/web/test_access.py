"""Access is judged before anything else; reading can be closed, writing always is."""

import base64
from dataclasses import replace

import pytest

from service.storage import tokens

EVENT = {"title": "A", "start": "2024"}
WRITES = [
    ("POST", "/v1/events"),
    ("PUT", "/v1/events/one"),
    ("PATCH", "/v1/events/one"),
    ("DELETE", "/v1/events/one"),
    ("POST", "/v1/imports"),
]


@pytest.fixture
def closed(app):
    """Reading needs a token."""
    context = app.extensions["causeline"]
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, read="token"))


def basic(secret, user="anyone"):
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()}


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(("method", "path"), [*WRITES, ("POST", "/static/page.css"), ("PUT", "/healthz")])
def test_nobody_writes_without_a_token(anonymous, method, path):
    assert anonymous.open(path, method=method, json=EVENT).status_code == 401


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_token_for_reading_does_not_write(reader, method, path):
    assert reader.open(path, method=method, json=EVENT).status_code == 403


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/v1/events/UPPER"), ("DELETE", "/v1/nothing"), ("PATCH", "/v1/events"), ("POST", "/")]
)
def test_who_may_not_write_learns_nothing_of_what_is_there(anonymous, method, path):
    assert anonymous.open(path, method=method, data="{", content_type="text/plain").status_code == 401


def test_a_refused_write_changes_nothing(anonymous, client):
    anonymous.put("/v1/events/one", json=EVENT)
    assert client.get("/v1/events/one").status_code == 404


@pytest.mark.parametrize(
    "given",
    ["Bearer", "Bearer ", "Bearer nonsense", "Bearer \udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
     "Basic !", "Basic Og==", "Digest a=b", "nonsense", ""],
)  # fmt: skip
def test_what_is_no_token_is_refused(anonymous, given):
    assert anonymous.post("/v1/events", json=EVENT, headers={"Authorization": given}).status_code == 401


def test_a_revoked_token_is_refused_from_the_next_request_on(anonymous, app):
    secret = tokens.add("desk", "write", now=0)
    assert anonymous.post("/v1/events", json=EVENT, headers=bearer(secret)).status_code == 201
    tokens.revoke("desk", now=1)
    assert anonymous.post("/v1/events", json=EVENT, headers=bearer(secret)).status_code == 401


def test_basic_does_not_write(anonymous, app):
    secret = tokens.add("desk", "write", now=0)
    assert anonymous.post("/v1/events", json=EVENT, headers=basic(secret)).status_code == 401


def test_reading_is_public_by_default(anonymous):
    assert anonymous.get("/v1/events").status_code == 200


def test_a_wrong_token_does_not_close_what_is_public(anonymous):
    assert anonymous.get("/v1/events", headers=bearer("nonsense")).status_code == 200


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("path", ["/v1/events", "/v1/events/nobody", "/v1/events?limit=x", "/openapi.yaml", "/nothing"])
def test_reading_can_be_closed(anonymous, path):
    answer = anonymous.get(path)
    assert answer.status_code == 401
    assert answer.headers.getlist("WWW-Authenticate") == ['Bearer realm="causeline"', 'Basic realm="causeline"']


@pytest.mark.usefixtures("closed")
def test_where_reading_is_closed_a_token_reads(reader, client, admin):
    assert [who.get("/v1/events").status_code for who in (reader, client, admin)] == [200, 200, 200]


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("user", ["", "anyone", "ünder"])
def test_where_reading_is_closed_a_widget_reads_with_the_token_as_password(anonymous, user):
    secret = tokens.add("widget", "read", now=0)
    assert anonymous.get("/v1/feeds/vis.json", headers=basic(secret, user)).status_code == 200
    assert anonymous.get("/v1/feeds/vis.json", headers=basic("nonsense", user)).status_code == 401


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_send_no_token(anonymous, path):
    assert anonymous.get(path).status_code == 200


@pytest.mark.usefixtures("closed")
def test_the_page_that_asks_for_a_token_has_its_style(anonymous):
    assert 'href="/static/page.css"' in anonymous.get("/").text
    with anonymous.get("/static/page.css") as answer:
        assert answer.status_code == 200


def test_a_tokens_secret_is_stored_nowhere(client, app, engine_url, make):
    make.event(id="one")
    secret = client.environ_base["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    assert secret not in repr(tokens.search())
    assert secret not in client.get("/v1/events/one").text
