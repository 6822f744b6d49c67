"""Pages of every site may read; those of the sites that the settings name may write."""

import pytest

from service.config import Settings

FRIEND = "https://desk.example"


@pytest.fixture
def settings(engine_url):
    return Settings(database_url=engine_url, write_origins=frozenset({FRIEND}))


def preflight(anonymous, origin, method):
    headers = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "if-match"}
    return anonymous.options("/v1/events/one", headers=headers).headers


@pytest.mark.parametrize("path", ["/v1/events", "/v1/events/nobody", "/v1/feeds/vis.json", "/v1/events?limit=x"])
def test_a_page_of_any_site_reads_answers_and_problems(anonymous, path):
    headers = anonymous.get(path, headers={"Origin": "https://other.example"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    exposed = {name.strip() for name in headers["Access-Control-Expose-Headers"].split(",")}
    assert exposed >= {"ETag", "Link", "Location", "Retry-After"}


def test_a_cache_keeps_the_answers_to_different_sites_apart(anonymous):
    assert "Origin" in anonymous.get("/v1/events").headers["Vary"]


def test_a_page_of_another_site_may_not_write(anonymous):
    assert "Access-Control-Allow-Origin" not in preflight(anonymous, "https://other.example", "PUT")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_page_of_a_named_site_may_write(anonymous, method):
    headers = preflight(anonymous, FRIEND, method)
    assert headers["Access-Control-Allow-Origin"] == FRIEND
    assert method in headers["Access-Control-Allow-Methods"]
    assert {"Authorization", "Content-Type", "If-Match"} <= {*headers["Access-Control-Allow-Headers"].split(", ")}


def test_a_page_of_any_site_may_read_with_conditions_and_a_token(anonymous):
    headers = preflight(anonymous, "https://other.example", "GET")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in headers["Access-Control-Allow-Headers"]


def test_the_answer_to_a_write_is_read_only_by_a_named_site(client):
    body = {"title": "A", "start": "2024"}
    friendly = client.post("/v1/events", json=body, headers={"Origin": FRIEND}).headers
    assert friendly["Access-Control-Allow-Origin"] == FRIEND
    other = client.post("/v1/events", json=body, headers={"Origin": "https://other.example"}).headers
    assert "Access-Control-Allow-Origin" not in other


def test_no_cookie_is_ever_set_or_allowed(client):
    headers = client.get("/v1/events", headers={"Origin": FRIEND, "Cookie": "a=b"}).headers
    assert not {"Set-Cookie", "Access-Control-Allow-Credentials"} & {*headers.keys()}
