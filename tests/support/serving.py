"""Test support: the service as a user starts it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.support.postgres import free_port

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = (sys.executable, "-c", "from service.cli import main; main()")
START_SECONDS: Final = 30


def causeline(*words: str, database_url: str) -> str:
    """What the command prints; raises CalledProcessError when it fails."""
    environment = {**os.environ, "DATABASE_URL": database_url}
    command = [*COMMAND, *words]
    return subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def served(
    database_url: str, log: Path, *, workers: int = 1, port: int | None = None, **settings: str
) -> Iterator[str]:
    """The base URL of `causeline serve` over a database."""
    port = port or free_port()
    environment = {**os.environ, "DATABASE_URL": database_url, "WEB_CONCURRENCY": str(workers), **settings}
    command = [*COMMAND, "serve", "--port", str(port)]
    with log.open("w") as out, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out) as process:
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_until_ready(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"causeline serve did not become ready:\n{log.read_text()}")
