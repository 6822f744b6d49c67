"""The database goes away and comes back: callers are told so in time, and nobody has to look after the service."""

import json
import os
import signal
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest

from service.storage import engine, tokens
from service.storage.engine import reading
from tests.storage.stored import at_once
from tests.support import postgres
from tests.support.callers import Caller, Log, Request, write
from tests.support.serving import Service

EVENT = {"title": "Event", "start": "2024"}
READS = [
    Request("GET", path)
    for path in ("/v1/events", "/v1/events/known", "/v1/feeds/events.ndjson", "/v1/changes?wait=2", "/")
]
WRITES = [
    Request("POST", "/v1/events", EVENT),
    Request("POST", "/v1/events", EVENT, key="a-key"),
    Request("PUT", "/v1/events/known", EVENT),
    Request("PATCH", "/v1/events/known", {"title": "Changed"}),
    Request("POST", "/v1/imports", {"events": [EVENT | {"id": "imported"}]}),
]
ALIVE, READY, METRICS = (Request("GET", path) for path in ("/healthz", "/readyz", "/metrics"))
WRITERS = 4


class Outage:
    """A server that is killed while writers write, and started again; what callers were told all the time."""

    def __init__(self, server, folder):
        self.server, self.service, self.log = server, Service(server.url, folder, workers=1), Log()

    def happen(self):
        self.service.start()
        self.secret = token(self.server.url)
        self.ask(WRITES[2])
        with ThreadPoolExecutor(WRITERS) as pool:
            for number in range(WRITERS):
                pool.submit(write, self.service.base, self.secret, f"w{number}", self.log)
            time.sleep(1)
            self.server.end(signal.SIGKILL)
        self.meanwhile = [self.ask(request) for request in (*READS, *WRITES)]
        self.alive, self.ready, self.metrics = (self.ask(request) for request in (ALIVE, READY, METRICS))
        self.server.start()
        self.afterwards = at_once(*(partial(self.ask, request) for request in (*READS, *WRITES, READY)))

    def ask(self, request):
        with closing(Caller(self.service.base, self.secret)) as caller:
            return caller.ask(request)


def token(url):
    """The secret of a new one that may write."""
    engine.connect(url)
    try:
        return tokens.add("desk", "write", now=0)
    finally:
        engine.close()


@pytest.fixture(scope="module")
def outage(tmp_path_factory):
    with postgres.own_server(postgres.SMALL) as server:
        outage = Outage(server, tmp_path_factory.mktemp("outage"))
        try:
            outage.happen()
            yield outage
        finally:
            outage.service.kill()


def test_who_was_writing_was_answered_or_asked_to_come_again(outage):
    assert (len(outage.log.acknowledged) > WRITERS, outage.log.refused) == (True, [])


def test_meanwhile_whoever_needs_the_database_is_told_when_to_come_again(outage):
    assert [answer for answer in outage.meanwhile if (answer.status, answer.retry_after) != (503, "1")] == []


def test_meanwhile_nobody_waits(outage):
    assert max(answer.seconds for answer in outage.meanwhile) < 5


def test_meanwhile_programs_are_told_so_in_their_own_form(outage):
    types = {answer.type for answer in outage.meanwhile if answer.request.path.startswith("/v1/")}
    assert types == {"application/problem+json"}


def test_meanwhile_it_is_alive_and_not_ready(outage):
    assert (outage.alive.status, outage.ready.status, outage.metrics.status) == (200, 503, 200)


def test_afterwards_the_first_callers_are_answered(outage):
    assert [answer for answer in outage.afterwards if answer.status not in (200, 201)] == []


def test_afterwards_everything_is_there_that_was_acknowledged(outage):
    for record in outage.log.acknowledged:
        collection = "relations" if "cause" in record else "events"
        history = outage.ask(Request("GET", f"/v1/{collection}/{record['id']}/history"))
        assert record in [item["record"] for item in json.loads(history.text)["items"]]


def test_neither_side_waits_for_hours_for_one_that_has_lost_its_power(outage):
    """Whoever loses it closes no connection: both sides ask, after silence, whether the other is there."""
    asks = "SELECT setting FROM pg_settings WHERE name IN ('tcp_keepalives_idle', 'tcp_keepalives_interval')"
    options = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_USER_TIMEOUT)
    engine.connect(outage.server.url)
    with closing(engine), reading():
        connection = engine.database.connection()
        assert connection.execute(asks).fetchall() == [("5",), ("2",)]
        with socket.socket(fileno=os.dup(connection.fileno())) as ours:
            assert [ours.getsockopt(socket.IPPROTO_TCP, option) for option in options] == [5, 2, 11_000]


@pytest.fixture
def service(tmp_path):
    """Two processes over an SQLite file, and a token's secret."""
    service = Service(f"sqlite:///{tmp_path / 'causeline.db'}", tmp_path)
    service.start()
    service.secret = token(service.database_url)
    yield service
    service.kill()


def ask(service, request):
    with closing(Caller(service.base, service.secret)) as caller:
        return caller.ask(request)


def test_while_another_process_keeps_the_file_to_itself_writers_are_asked_to_come_again_and_readers_read(service):
    with closing(sqlite3.connect(service.database_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = ask(service, WRITES[0])
        assert (refused.status, refused.retry_after, refused.type) == (503, "1", "application/problem+json")
        assert 4 < refused.seconds < 20
        assert ask(service, READS[0]).status == 200
    assert ask(service, WRITES[0]).status == 201


def test_a_process_that_is_killed_is_replaced_while_the_others_serve(service):
    killed, *others = service.workers()
    os.kill(killed, signal.SIGKILL)
    assert {ask(service, request).status for request in [READS[0], WRITES[0]] * 5} == {200, 201}
    end = time.monotonic() + 20
    while (now := service.workers()) and (killed in now or len(now) == len(others)) and time.monotonic() < end:
        time.sleep(0.05)
    assert (len(now), killed in now) == (len(others) + 1, False)
    assert ask(service, READY).status == 200
