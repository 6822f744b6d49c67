"""What Prometheus is told."""

from dataclasses import replace

import pytest
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.parser import text_string_to_metric_families


def counted(client, **labels):
    """How many requests the service says that it answered."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples]
    hits = [one for one in samples if one.name == "causeline_request_seconds_count" and one.labels == labels]
    return hits[0].value if hits else 0


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        ("/v1/events", {"method": "GET", "route": "/v1/events", "status": "200"}),
        ("/v1/events/nobody", {"method": "GET", "route": "/v1/events/<record:record_id>", "status": "404"}),
        ("/v1/nothing", {"method": "GET", "route": "none", "status": "404"}),
    ],
)
def test_requests_are_counted_by_route_and_status(client, path, labels):
    before = counted(client, **labels)
    client.get(path)
    assert counted(client, **labels) == before + 1


def test_a_made_up_method_makes_no_label_of_its_own(client):
    labels = {"method": "other", "route": "none", "status": "404"}
    before = counted(client, **labels)
    client.open("/v1/nothing", method="CONJURE")
    assert counted(client, **labels) == before + 1


def test_where_reading_is_closed_metrics_are_for_admins(app, anonymous, client, admin):
    context = app.extensions["causeline"]
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, read="token"))
    assert [who.get("/metrics").status_code for who in (anonymous, client, admin)] == [401, 403, 200]


def test_the_answer_says_its_format_as_prometheus_does(client):
    assert client.get("/metrics").headers["Content-Type"] == CONTENT_TYPE_LATEST
