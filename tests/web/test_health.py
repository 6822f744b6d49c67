"""What probes are told."""

import pytest

from service.config import Settings


def test_a_migrated_database_is_ready(anonymous):
    assert anonymous.get("/readyz").get_json() == {"status": "ok"}


class TestWithoutTables:
    @pytest.fixture
    def settings(self, blank_url):
        return Settings(database_url=blank_url)

    def test_it_is_not_ready_and_says_what_to_do(self, anonymous):
        answer = anonymous.get("/readyz")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
        assert "causeline migrate" in answer.get_json()["detail"]

    def test_it_is_alive(self, anonymous):
        assert anonymous.get("/healthz").status_code == 200

    @pytest.mark.parametrize("path", ["/v1/events", "/v1/kinds/strike", "/v1/facets", "/v1/feeds/events.ndjson", "/"])
    def test_other_addresses_say_what_to_do_too(self, anonymous, path):
        answer = anonymous.get(path)
        assert (answer.status_code, "causeline migrate" in answer.text) == (503, True)


class TestWithoutADatabase:
    @pytest.fixture(params=["sqlite:////nowhere/at/all.db", "postgresql://nobody@127.0.0.1:1/none"])
    def settings(self, request):
        return Settings(database_url=request.param)

    @pytest.mark.parametrize(
        "path", ["/readyz", "/v1/events", "/v1/events/one", "/v1/feeds/events.ndjson", "/", "/embed/one"]
    )
    def test_it_is_unavailable(self, anonymous, path):
        answer = anonymous.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
        assert "nobody" not in answer.text

    def test_it_is_alive(self, anonymous):
        assert anonymous.get("/healthz").get_json() == {"status": "ok"}
