"""Connections to a PostgreSQL server that has gone, or says nothing."""

import socket
import time
from functools import partial

import psycopg
import pytest

from service.domain.errors import Busy
from service.storage import engine
from service.storage.engine import reading
from service.storage.journal import Head, head
from tests.storage.stored import at_once

THREADS = 6


OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture
def server(postgres_databases):
    """A database with several connections in the pool, and another one to its server."""
    with postgres_databases.fresh() as url, psycopg.connect(url, autocommit=True) as other:
        engine.connect(url)
        at_once(*[partial(hold, 0.2)] * THREADS)
        yield other
        engine.close()


def hold(seconds):
    with reading():
        time.sleep(seconds)


def test_connections_that_the_server_ended_cost_nobody_an_answer(server):
    assert server.execute(f"SELECT count(pg_terminate_backend(pid, 5000)) {OTHERS}").fetchone()[0] >= THREADS
    assert all(isinstance(outcome, Head) for outcome in at_once(*[head] * THREADS))


def test_connections_are_kept(server):
    backends = f"SELECT array_agg(pid ORDER BY pid) {OTHERS}"
    before = server.execute(backends).fetchone()
    at_once(*[head] * THREADS)
    assert server.execute(backends).fetchone() == before


def test_a_connection_that_was_kept_is_used_without_a_question_to_the_server(server):
    at_once(*[head] * THREADS)
    assert server.execute(f"SELECT query {OTHERS} AND query = 'SELECT 1'").fetchall() == []


def test_nobody_waits_for_a_silent_server_in_turn():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine.connect(f"postgresql://127.0.0.1:{silent.getsockname()[1]}/none")
        engine.engine().connect_params["connect_timeout"] = 2
        begun = time.monotonic()
        outcomes = at_once(*[head] * THREADS)
        assert time.monotonic() - begun < 2 * (THREADS - 1)
        assert {type(outcome) for outcome in outcomes} == {Busy}
        engine.close()
