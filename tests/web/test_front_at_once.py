"""Nothing stale is served while several processes write and several answer."""

import json
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.storage import engine, tokens
from tests.support import serving

WRITERS, WRITES, READERS = 3, 12, 3
PATHS = ("/v1/events?limit=500", "/v1/feeds/events.ndjson")


@pytest.fixture
def token(engine_url):
    engine.connect(engine_url)
    yield tokens.add("desk", "write", now=0)
    engine.close()


@pytest.fixture
def base(engine_url, token, tmp_path):
    """Two processes of the service."""
    with serving.served(engine_url, tmp_path / "log", workers=2) as base:
        yield base


class Desk:
    """Who writes, and what was acknowledged to them."""

    def __init__(self, base, token):
        self.base, self.token = base, token
        self.acknowledged, self.turn = 0, threading.Lock()
        self.over = threading.Event()

    def write(self, writer):
        for number in range(WRITES):
            body = json.dumps({"id": f"e-{writer}-{number}", "title": "Event", "start": "2024"}).encode()
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            asked = urllib.request.Request(f"{self.base}/v1/events", body, headers)
            with urllib.request.urlopen(asked, timeout=30), self.turn:
                self.acknowledged += 1

    def read(self):
        """What was missing from answers, each time against what was acknowledged before it was asked."""
        missed = []
        while not self.over.is_set():
            for path in PATHS:
                told = self.acknowledged
                with urllib.request.urlopen(f"{self.base}{path}", timeout=30) as answer:
                    seen = answer.read().count(b'"id":"e-')
                if seen < told:
                    missed.append((path, told, seen))
        return missed


def test_what_was_acknowledged_is_in_every_answer_that_is_asked_for_afterwards(base, token):
    desk = Desk(base, token)
    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        readers = [pool.submit(desk.read) for _ in range(READERS)]
        writers = [pool.submit(desk.write, writer) for writer in range(WRITERS)]
        try:
            for writer in writers:
                writer.result()
        finally:
            desk.over.set()
        assert [reader.result() for reader in readers] == [[]] * READERS
    assert desk.acknowledged == WRITERS * WRITES
