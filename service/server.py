"""gunicorn, set up for this service and run in the foreground."""

import errno
import gc
import socket
import tempfile
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from service.app import create_app
from service.config import Settings
from service.web import metrics
from service.web.context import Context


class _Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own, which sends its listeners home before it waits for its requests to end."""

    def handle_exit(self, sig: int, frame: object) -> None:
        self._dismiss()
        super().handle_exit(sig, frame)

    def handle_quit(self, sig: int, frame: object) -> None:
        self._dismiss()
        super().handle_quit(sig, frame)

    def _dismiss(self) -> None:
        if self.booted:
            context: Context = self.wsgi.extensions["causeline"]
            context.watch.end()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings, self.options = settings, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        app = create_app(self.settings)
        _leave_to_rest()
        return app


def _leave_to_rest() -> None:
    """Takes what is here for good out of the garbage collector's sight, and lets it look for cycles less often.

    A feed makes a hundred thousand objects, of which none is in a cycle: to look through them took two fifths of it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises OSError with what to do where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OSError(f"port {port} is in use; choose another: PORT={port + 1} make run") from error
        raise OSError(f"{host} port {port} cannot be listened on: {error.strerror}") from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if listener.family == socket.AF_INET6 else f"http://{host}:{port}"


def serve(settings: Settings, listener: socket.socket, *, workers: int) -> None:
    """Serves until it is told to stop, and says where as soon as it does.

    Each worker makes its own application, so no connection crosses a fork.
    """
    base = _address(listener)

    def tell(_arbiter: object) -> None:
        click.echo(f"\n  Page and API   {base}/\n  Reference      {base}/docs\n")

    with tempfile.TemporaryDirectory(prefix="causeline-metrics-") as folder:
        metrics.share(folder)
        _Server(
            settings,
            {
                "bind": f"fd://{listener.detach()}",
                "when_ready": tell,
                "workers": workers,
                "worker_class": _Worker,
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
