"""Writers at work against the running service, and followers who must miss nothing."""

import http.client
import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest

from service.domain.changes import Stamp
from service.storage import engine, tokens
from tests.support import serving
from tests.support.following import Listener

SECONDS = 3
"""How long the writers write."""
WRITERS = 8
COUNTERS = 3


class Caller:
    """A caller with a token over a connection of its own, which counts the statuses that it gets."""

    def __init__(self, base, secret):
        self.base, self.secret = base, secret
        self.connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
        self.statuses = Counter()

    def ask(self, method, path, body=None, **headers):
        """The answer's status, JSON and entity tag."""
        sent = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"} | headers
        self.connection.request(method, path, body=json.dumps(body) if body else None, headers=sent)
        answer = self.connection.getresponse()
        told = json.loads(answer.read())
        self.statuses[answer.status] += 1
        return answer.status, told, answer.headers["ETag"]

    def close(self):
        self.connection.close()


def write(caller, name, until):
    """Makes events and raises counters, in turns; how often each counter was raised."""
    raised, number = Counter(), 0
    while time.monotonic() < until:
        number += 1
        caller.ask("PUT", f"/v1/events/{name}-{number}", {"title": "Event", "start": "2024"})
        counter = f"counter-{number % COUNTERS}"
        raised[counter] += raise_counter(caller, f"/v1/events/{counter}")
    return raised


def raise_counter(caller, path):
    """Reads a counter and writes it one higher, unless somebody wrote in between; whether it was written."""
    _, counter, tag = caller.ask("GET", path)
    body = {"summary": str(int(counter["summary"]) + 1)}
    return caller.ask("PATCH", path, body, **{"If-Match": tag})[0] == 200


def paged(caller, after, is_over):
    """The sequence numbers that a follower of pages is told."""
    told, url = [], f"/v1/changes?after={after}&wait=1"
    while True:
        over = is_over()
        _, answer, _ = caller.ask("GET", url)
        told += [item["seq"] for item in answer["items"]]
        url = answer["next"].removeprefix(caller.base)
        if over and not answer["items"]:
            return told


def streamed(base, after, is_over):
    """The same of a listener, who comes back when a stream has ended."""
    told = []
    while True:
        over = is_over()
        with closing(Listener(base, f"/v1/changes?wait=1&after={after}", **{"Last-Event-ID": str(after)})) as listener:
            blocks = list(listener.blocks)
        news = [block.id for block in blocks if block.name]
        told += news
        after = max(block.id for block in blocks if block.id is not None)
        if over and not news:
            return told


@pytest.fixture
def desk(engine_url, tmp_path):
    """The base URL of two processes over one database, a token's secret, and the number of the newest change."""
    engine.connect(engine_url)
    secret = tokens.add("desk", "write", Stamp("desk", 0).time)
    engine.close()
    with serving.served(engine_url, tmp_path / "log", workers=2) as base, closing(Caller(base, secret)) as caller:
        for number in range(COUNTERS):
            caller.ask("PUT", f"/v1/events/counter-{number}", {"title": "Counter", "start": "2024", "summary": "0"})
        yield base, secret, caller.ask("GET", "/v1/changes?limit=1")[1]["head"]["seq"]


def test_writers_lose_no_update_and_followers_miss_nothing(desk):
    base, secret, begun = desk
    until = time.monotonic() + SECONDS
    with ExitStack() as opened, ThreadPoolExecutor(WRITERS + 2) as pool:
        *callers, follower = [opened.enter_context(closing(Caller(base, secret))) for _ in range(WRITERS + 1)]
        writing = [pool.submit(write, caller, f"w{number}", until) for number, caller in enumerate(callers)]

        def is_over():
            return all(writer.done() for writer in writing)

        following = [pool.submit(paged, follower, begun, is_over), pool.submit(streamed, base, begun, is_over)]
        raised = sum((writer.result() for writer in writing), Counter())
        pages, stream = (follow.result() for follow in following)
        counted = {name: int(follower.ask("GET", f"/v1/events/{name}")[1]["summary"]) for name in raised}
        head = follower.ask("GET", "/v1/changes?limit=1")[1]["head"]["seq"]
    statuses = sum((caller.statuses for caller in [*callers, follower]), Counter())
    assert statuses.keys() <= {200, 201, 412, 503}  # SQLite's lock is not fair: on a busy machine one waits too long
    assert counted == raised
    assert head - begun == statuses[201] + raised.total() > WRITERS
    assert pages == stream == list(range(begun + 1, head + 1))
