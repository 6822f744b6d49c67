"""Readers who ask whether what they have still stands, while another process writes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

WRITES = 40
PATH = "/v1/events?limit=500"
WRITER = f"""
import sys, time
from service.storage import engine, records
from tests.storage.stored import NOW, event
engine.connect(sys.argv[1])
for number in range({WRITES}):
    records.add(event(f"e{{number}}"), NOW)
    print(number, flush=True)
    time.sleep(0.004 * (number % 3))
"""


class Acknowledged:
    """How many events another process has been told are written."""

    def __init__(self):
        self.count, self.over = 0, Event()

    def follow(self, url):
        command = [sys.executable, "-c", WRITER, url]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                self.count = int(line) + 1
        self.over.set()
        return process.returncode


@pytest.fixture
def written(engine_url, app):
    found = Acknowledged()
    with ThreadPoolExecutor(1) as pool:
        followed = pool.submit(found.follow, engine_url)
        yield found
        assert followed.result() == 0


def read_on(client, written):
    """Asks until the writer has ended: how often nothing had changed, and what was behind what was acknowledged."""
    spared, behind, known, have = 0, [], "", 0
    while not written.over.is_set():
        told = written.count
        answer = client.get(PATH, headers={"If-None-Match": known})
        if answer.status_code == 304:
            spared += 1
        else:
            known, have = answer.headers["ETag"], answer.text.count('"title":"Event e')
        if have < told:
            behind.append((have, told))
    return spared, behind, have


def test_nothing_stale_stands_after_a_write_that_was_acknowledged_to_another_process(app, written):
    clients = [app.test_client() for _ in range(2)]
    with ThreadPoolExecutor(len(clients)) as pool:
        told = list(pool.map(lambda client: read_on(client, written), clients))
    assert [behind for _, behind, _ in told if behind] == []
    assert sum(spared for spared, _, _ in told) > 0
    assert app.test_client().get(PATH).text.count('"title":"Event e') == WRITES
