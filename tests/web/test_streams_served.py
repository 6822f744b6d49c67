"""Streams under gunicorn: how they are told apart from requests, and how they end."""

import json
import time
import urllib.request
from contextlib import ExitStack, closing, contextmanager

import pytest

from service.config import Settings
from service.web.streams import LATER, SOON
from service.web.watch import seats_of
from tests.support import serving
from tests.support.following import Listener

SEATS = seats_of(Settings().threads)
READS = 40


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """The base URL of one process over a new database."""
    folder = tmp_path_factory.mktemp("streams")
    with serving.served(f"sqlite:///{folder / 'causeline.db'}", folder / "log") as base:
        yield base


@contextmanager
def listening(base, after=0, wait=55):
    """The blocks of a stream, and how long it asked to stay away."""
    with closing(Listener(base, f"/v1/changes?after={after}&wait={wait}")) as listener:
        yield listener.blocks, next(listener.blocks).retry


def ask(url):
    """What is answered before a listener's time is up."""
    with urllib.request.urlopen(url, timeout=40) as answer:
        return json.load(answer)


def until(is_so, seconds=30):
    """Whether something comes about before a listener's time is up."""
    end = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < end:
        time.sleep(0.1)
    return so


@pytest.fixture
def seated(base):
    """A listener on every seat; one whose listener has just gone is free a moment later."""
    with ExitStack() as opened:
        for _ in range(SEATS):
            assert until(lambda: opened.enter_context(listening(base))[1] == SOON)
        yield opened


def test_a_quarter_of_the_threads_listens_and_the_next_one_is_sent_away_with_what_is_due(base, seated):
    with listening(base, after=28) as (blocks, retry):
        assert retry == LATER
        assert [block.id for block in blocks] == [29, 29]  # the change, and how far it reaches


def test_requests_are_served_while_every_seat_is_taken(base, seated):
    assert all(ask(f"{base}/v1/events") for _ in range(READS))
    assert ask(f"{base}/v1/changes?after=29&wait=55")["items"] == []


def test_a_seat_is_free_soon_after_its_listener_has_gone(base, seated):
    seated.close()

    def is_free():
        with listening(base, wait=1) as (_, retry):
            return retry == SOON

    assert until(is_free)


def test_a_stream_ends_as_soon_as_the_service_is_told_to_stop(tmp_path):
    with ExitStack() as opened:
        with serving.served(f"sqlite:///{tmp_path / 'causeline.db'}", tmp_path / "log") as base:
            blocks, _ = opened.enter_context(listening(base, after=29))
            next(blocks)
            begun = time.monotonic()
        assert list(blocks) == []  # its end is told, not cut off
        assert time.monotonic() - begun < 40
    assert "Error" not in (tmp_path / "log").read_text()
