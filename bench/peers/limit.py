"""The limit: a WSGI function that sends finished bytes, as many as Causeline's answer to the same workload has."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ANSWERS = {path.name: path.read_bytes() for path in Path(os.environ["BENCH_ANSWERS"]).iterdir()}
"""By the first part of the path, which is a workload."""


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """200 with the workload's bytes; 304 to who has them; 201 for a POST, whose body is read."""
    body = ANSWERS[environ["PATH_INFO"].split("/")[1]]
    status = "200 OK"
    if environ["REQUEST_METHOD"] == "POST":
        environ["wsgi.input"].read()
        status = "201 Created"
    if "HTTP_IF_NONE_MATCH" in environ:
        body, status = b"", "304 Not Modified"
    headers = [
        ("Content-Type", "application/json"),
        ("ETag", 'W/"f3b0c44298fc1c149afbf4c8996fb924"'),
        ("Vary", "Authorization"),
        ("Cache-Control", "no-cache"),
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, [*headers, ("Content-Length", str(len(body)))] if status != "304 Not Modified" else headers)
    return [body]
