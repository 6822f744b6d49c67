"""Test support: the service as a user starts it, and as somebody ends it who has no time."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from service.cli import main
from service.storage import engine
from tests.support.postgres import free_port

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = (sys.executable, "-c", "from service.cli import main; main()")
START_SECONDS: Final = 30
FORKS: Final = multiprocessing.get_context("forkserver")
"""Begins processes from one that has read every module already, which takes longer than all that they do."""
FORKS.set_forkserver_preload([__name__, "pytest"])


def causeline(*words: str, database_url: str) -> str:
    """What the command prints; raises CalledProcessError when it fails."""
    with tempfile.NamedTemporaryFile("r+") as out:
        process = _begun(words, {"DATABASE_URL": database_url}, out=Path(out.name))
        process.join()
        if process.exitcode:
            raise subprocess.CalledProcessError(process.exitcode, words, out.read())
        return out.read()


@contextmanager
def served(
    database_url: str, log: Path, *, workers: int = 1, port: int | None = None, **settings: str
) -> Iterator[str]:
    """The base URL of `causeline serve` over a database."""
    port = port or free_port()
    environment = {"DATABASE_URL": database_url, "WEB_CONCURRENCY": str(workers), **settings}
    log.write_text("")
    process = _begun(("serve", "--port", str(port)), environment, out=log, err=log)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", process.is_alive, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.join()


class Service:
    """`causeline serve` and other commands in a process group of their own, to be killed all at once, and again."""

    def __init__(self, database_url: str, folder: Path, *, workers: int = 2) -> None:
        self.database_url, self.log, self.port = database_url, folder / "log", free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = {"DATABASE_URL": database_url, "WEB_CONCURRENCY": str(workers), "TMPDIR": str(folder)}
        self.group = 0

    def start(self) -> None:
        """Begins to serve, at the same address each time, and waits until it does."""
        served = self.command("serve", "--port", str(self.port))
        self.group = served.pid
        _wait_until_ready(self.base, served.is_alive, self.log)

    def command(self, *words: str) -> Any:
        """A process that runs another command beside the service; its `exitcode` is None until it has ended."""
        return _begun(words, self.environment, group=self.group, out=self.log, err=self.log)

    def workers(self) -> list[int]:
        """The processes that answer, as they are now."""
        told = subprocess.run(["ps", "-e", "-o", "ppid=,pid="], check=True, stdout=subprocess.PIPE, text=True).stdout
        pairs = (map(int, line.split()) for line in told.splitlines())
        return sorted(child for parent, child in pairs if parent == self.group)

    def kill(self) -> None:
        """SIGKILL to every process at once; afterwards nobody listens at the address."""
        os.killpg(self.group, signal.SIGKILL)
        while is_listened_to(self.port):
            time.sleep(0.01)
        self.group = 0


def _begun(words: tuple[str, ...], settings: dict[str, str], **place: Any) -> Any:
    """A process that runs a command in the environment of now; the server of forks has that of its beginning."""
    process = FORKS.Process(target=_run, args=(words, {**os.environ, **settings}), kwargs=place)
    process.start()
    return process


def _run(
    words: tuple[str, ...], environment: dict[str, str], *, out: Path, err: Path | None = None, group: int = 0
) -> None:
    os.setpgid(0, group)
    os.chdir(ROOT)
    for stream, file in ((sys.stdout, out), (sys.stderr, err)):
        if file is not None:
            with file.open("a") as opened:
                os.dup2(opened.fileno(), stream.fileno())
    os.environ.clear()
    os.environ.update(environment)
    try:
        main(words)
    finally:
        engine.close()  # as a process of its own does where it ends; a fork just stops


def is_listened_to(port: int) -> bool:
    """Whether somebody answers at a port of the loopback address."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait_until_ready(base: str, is_alive: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while is_alive() and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"causeline serve did not become ready:\n{log.read_text()}")
