"""Web: what Prometheus is told: requests by route, method and status, and how long they took."""

import os
import time
from typing import Final

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

MEDIA_TYPE: Final = CONTENT_TYPE_LATEST
METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
"""Counted by name; a caller can make up others without end."""
_REQUESTS: Final = Histogram("causeline_request_seconds", "Time to answer", ["method", "route", "status"])


def share(folder: str) -> None:
    """Lets several processes count together, in files: to be said before the first count."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    # prometheus_client itself chooses this when it is imported
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]  # of a typed package


def observe(app: Flask) -> None:
    """Times every request of an application."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(answer: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.method in METHODS else "other"
        count(method, route, answer.status_code, time.perf_counter() - g.started)
        return answer


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Counts a request that was answered."""
    _REQUESTS.labels(method, route, status).observe(seconds)


def exposition() -> bytes:
    """The text of all workers together: prometheus_client keeps their counts in files when it is told where."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # of a typed package
    return generate_latest(together)
