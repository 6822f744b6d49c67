"""gunicorn, set up for this service and run in the foreground."""

import tempfile
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from service.app import create_app
from service.config import Settings
from service.web import metrics


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings, self.options = settings, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.settings)


def serve(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serves until it is told to stop. Each worker makes its own application, so no connection crosses a fork."""
    with tempfile.TemporaryDirectory(prefix="causeline-metrics-") as folder:
        metrics.share(folder)
        _Server(
            settings,
            {
                "bind": f"{host}:{port}",
                "workers": workers,
                "worker_class": "gthread",
                "threads": settings.threads,
                "keepalive": 75,
                "timeout": 120,
                "graceful_timeout": 10,
                "limit_request_line": 8190,
                "control_socket_disable": True,
                "accesslog": None,
                "loglevel": "warning",
            },
        ).run()
