"""wrk: many connections that ask as fast as they are answered, for some seconds."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SCRIPT: Final = Path(__file__).with_name("wrk.lua")
MISSING: Final = "the benchmarks need wrk (Debian and Ubuntu: apt-get install wrk)"
_RESULT: Final = re.compile(r"^RESULT (\d+) (\d+) (\d+) (\d+) (\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent: a file of requests (`METHOD /path`, one a line), one of bodies, headers of every request."""

    requests: Path
    bodies: Path
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """What wrk saw: answers a second, answers in all, the line to go on from, the 99th percentile in microseconds."""

    rate: float
    answers: int
    next_line: int
    slowest: int


def require_wrk() -> str:
    """The program's path. Raises SystemExit with what to install where it is missing."""
    found = shutil.which("wrk")
    if found is None:
        raise SystemExit(MISSING)
    return found


def run(base: str, load: Load, *, connections: int, first_line: int, name: str, seconds: int = 1) -> Run:
    """Asks for so long; who answers nothing in that time counts as if it had answered once.

    Raises RuntimeError where anything failed: what fails fast would count as fast.
    """
    headers = [part for pair in load.headers.items() for part in ("-H", ": ".join(pair))]
    timing = ["-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s"]
    script = ["-s", str(SCRIPT), base, "--", str(load.requests), str(load.bodies), str(first_line), name]
    told = subprocess.run(
        [require_wrk(), *timing, *headers, *script], capture_output=True, text=True, check=False, timeout=seconds + 60
    )
    result = _RESULT.search(told.stdout)
    if result is None:
        raise RuntimeError(f"wrk said: {told.stdout}{told.stderr}")
    answers, micros, failed, next_line, slowest = map(int, result.groups())
    if failed:
        raise RuntimeError(f"{failed} of {answers} requests of {load.requests.name} failed at {base}")
    return Run(max(answers, 1) * 1e6 / micros, max(answers, 1), next_line, slowest)
