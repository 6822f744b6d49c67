"""Programs that run beside the benchmark: started, waited for, weighed, and ended with all that they started."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
PATIENCE: Final = 60
"""Seconds until a program has to answer."""
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a program and all that it started have used: seconds of processor time, and bytes of memory now.

    Memory that processes share counts once (PSS, the proportional set size of /proc).
    """

    seconds: float
    memory: int


class Program:
    """A server in a group of processes of its own; what it says goes to a file."""

    def __init__(self, command: Sequence[str], *, log: Path, environment: Mapping[str, str], folder: Path) -> None:
        self.log, self._name = log, Path(command[0]).name
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | environment,
                cwd=folder,
                start_new_session=True,
            )

    def wait_for(self, url: str) -> None:
        """Returns as soon as it answers there, whatever it answers. Raises RuntimeError with what it said instead."""
        end = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < end:
            with suppress(OSError):
                _get(url)
                return
            time.sleep(0.05)
        said = self.log.read_text(errors="replace")[-2_000:]
        self.end()
        raise RuntimeError(f"{self._name} does not answer at {url}; it said:\n{said}")

    def usage(self) -> Usage:
        """Of all its processes that are alive."""
        processes = list(self._processes())
        return Usage(sum(map(_seconds, processes)), sum(map(_memory, processes)))

    def end(self) -> None:
        """Ends its group of processes, and waits."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _processes(self) -> Iterator[Path]:
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if int(_stat(process)[2]) == self._process.pid:
                    yield process


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _get(url: str) -> None:
    with suppress(urllib.error.HTTPError), urllib.request.urlopen(url, timeout=5):
        pass


def _stat(process: Path) -> list[str]:
    """The fields of /proc/PID/stat behind the name: state, parent, group …"""
    return (process / "stat").read_text().rpartition(")")[2].split()


def _seconds(process: Path) -> float:
    try:
        used = _stat(process)[11:13]
    except OSError:
        return 0.0
    return sum(map(int, used)) / _TICKS


def _memory(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
