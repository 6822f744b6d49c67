"""The service under gunicorn, as it is served."""

import http.client
import json
import os
import subprocess
import urllib.request
from urllib.parse import urlsplit

import pytest

from service import server
from tests.support import serving


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Host and port of a service with a token that may write."""
    folder = tmp_path_factory.mktemp("server")
    database_url = f"sqlite:///{folder / 'causeline.db'}"
    token = serving.causeline("token", "add", "desk", "--scope", "write", database_url=database_url).strip()
    with serving.served(database_url, folder / "log") as base:
        yield urlsplit(base).netloc, {"Authorization": f"Bearer {token}"}


def ask(served, method, path, body=None, media_type="application/json"):
    """The answer, and its JSON; a body that is no bytes goes in chunks."""
    host, headers = served
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request(method, path, body=body, headers=headers | {"Content-Type": media_type})
    answer = connection.getresponse()
    told = answer.read()
    connection.close()
    return answer, json.loads(told)


def test_a_record_is_written_and_read(served):
    answer, made = ask(served, "PUT", "/v1/events/one", b'{"title":"A","start":"2024"}')
    assert (answer.status, ask(served, "GET", "/v1/events/one")[1]) == (201, made)


def test_a_body_in_chunks_is_read(served):
    assert ask(served, "PUT", "/v1/events/chunks", iter([b'{"title":"A",', b'"start":"2024"}']))[0].status == 201


def test_a_body_in_chunks_beyond_the_limit_is_too_large(served):
    answer, problem = ask(served, "PUT", "/v1/events/large", iter([b" " * 4096] * 300))
    assert (answer.status, problem["status"]) == (413, 413)
    assert ask(served, "GET", "/v1/events/large")[0].status == 404


def test_a_port_in_use_is_told_in_a_line(served, tmp_path):
    port = served[0].rpartition(":")[2]
    command = [*serving.COMMAND, "serve", "--port", port]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"Error: port {port} is in use; choose another: PORT={int(port) + 1} make run\n"


def test_a_host_that_is_not_ours_is_told_in_a_line():
    with pytest.raises(OSError, match=r"192\.0\.2\.1 port 8000 cannot be listened on"):
        server.listen("192.0.2.1", 8000)


def test_where_the_service_is_is_told_once_it_listens(tmp_path):
    with serving.served(f"sqlite:///{tmp_path / 'told.db'}", tmp_path / "log") as base:
        told = (tmp_path / "log").read_text()
    assert f"Page and API   {base}/\n" in told


def test_the_seeds_stream_to_their_end(live):
    with urllib.request.urlopen(f"{live}/v1/feeds/events.ndjson") as answer:
        records = [json.loads(line) for line in answer]
    assert {record["record"] for record in records} >= {"event", "relation", "actor", "source"}


def test_the_counts_of_all_workers_are_told_together(live):
    urllib.request.urlopen(f"{live}/v1/events").close()
    with urllib.request.urlopen(f"{live}/metrics") as answer:
        told = answer.read()
    assert b'causeline_request_seconds_count{method="GET",route="/v1/events",status="200"}' in told
    assert b"python_info" not in told  # what a worker tells that counts for itself alone
