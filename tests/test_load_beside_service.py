"""A load runs in a process of its own while the service is written to and read: nobody is sent away."""

import json
from collections import Counter
from contextlib import closing

import pytest

from service.storage import engine, tokens
from tests.support.callers import Caller, Request
from tests.support.serving import Service

LINES = 6_000
"""More than a partial import commits at a time."""


@pytest.fixture(params=["sqlite", "postgres"], ids=["sqlite", "postgresql"])
def service(request, tmp_path):
    with request.getfixturevalue(f"{request.param}_databases").blank() as url:
        service = Service(url, tmp_path)
        service.start()
        try:
            yield service
        finally:
            service.kill()


@pytest.fixture
def caller(service):
    engine.connect(service.database_url)
    secret = tokens.add("desk", "write", now=0)
    engine.close()
    with closing(Caller(service.base, secret)) as caller:
        yield caller


def answers(caller, load):
    """How callers were answered while the load ran: what they asked and the status."""
    told = Counter()
    while load.exitcode is None:
        body = {"title": "Meanwhile", "start": "2024"}
        for asked in (Request("POST", "/v1/events", body), Request("GET", "/v1/events?sort=-updated&limit=5")):
            told[asked.method, caller.ask(asked).status] += 1
    return told


def test_who_writes_and_reads_meanwhile_is_answered(service, caller, tmp_path):
    file = tmp_path / "many.ndjson"
    bodies = ({"id": f"e{number}", "title": f"Event {number}", "start": "2024"} for number in range(LINES))
    file.write_text("\n".join(map(json.dumps, bodies)))
    load = service.command("load", "--mode", "partial", str(file))
    told = answers(caller, load)
    assert load.exitcode == 0
    assert set(told) == {("POST", 201), ("GET", 200)}
    assert min(told.values()) >= 5
