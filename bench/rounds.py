"""Rounds: in each, every server has its second in every cell, in an order that turns from round to round."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final

from bench import driver
from bench.cells import CACHED, Cell
from bench.driver import Load
from bench.requests import Requests, new_events
from bench.servers import Causeline, Limit, Server

CONNECTIONS: Final = (1, 16)
RESTING: Final = 0.02
"""Seconds of processor time in a tenth of a second in which a server does nothing but wait."""
ASKED_BEFORE: Final = 6
"""How often an address was asked before it counts as repeated: then both processes have most likely been asked."""
IMPORTED: Final = 5_000
"""Events in a request that imports."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a server did in its second: answers a second of time, and a second of processor time."""

    wall: float
    cpu: float


Results = dict[tuple[str, int, str], list[Sample]]
"""By cell, connections and server: a sample a round."""
Told = Callable[[str], None]


def turns(cells: list[Cell], servers: list[Server], rounds: int) -> Iterator[tuple[int, Cell, int, Server]]:
    """Who is asked what, in order: the servers of a cell one after the other, each beginning once."""
    for turn in range(rounds):
        for cell in cells:
            taking_part = [server for server in servers if takes_part(server, cell)]
            first = turn % len(taking_part)
            for connections in CONNECTIONS[:1] if cell.manner == "import" else CONNECTIONS:
                for server in taking_part[first:] + taking_part[:first]:
                    yield turn, cell, connections, server


def takes_part(server: Server, cell: Cell) -> bool:
    """Whether the server is asked in this cell."""
    if cell.manner == "repeated" or cell.beside:
        return isinstance(server, (Causeline, Limit))
    return cell.workload not in server.lacks and not (cell.manner == "import" and isinstance(server, Limit))


def measure(cells: list[Cell], servers: list[Server], requests: Requests, *, rounds: int, told: Told) -> Results:
    """Everything, round by round; `told` hears what is done next."""
    results: Results = {}
    for turn, cell, connections, server in turns(cells, servers, rounds):
        told(f"round {turn + 1} of {rounds}: {cell.title}, {connections} at a time, {server.title}")
        sample = _sample(
            server, cell, connections, requests, name=f"{cell.workload}-{server.port}-{turn}-{connections}"
        )
        results.setdefault((cell.name, connections, server.name), []).append(sample)
    return results


def ratio(results: Results, cell: Cell, connections: int, server: str, *, by: str) -> float | None:
    """How many times as much Causeline did in the same rounds: the median; None where there is nothing to compare."""
    ours = results.get((cell.name, connections, "causeline"), [])
    other = cell if server in CACHED or not cell.beside else _other(cell)
    theirs = results.get((other.name, connections, server), [])
    pairs = [(getattr(mine, by), getattr(its, by)) for mine, its in zip(ours, theirs, strict=False)]
    return median(mine / its for mine, its in pairs) if pairs else None


def _other(cell: Cell) -> Cell:
    return Cell(cell.beside, cell.manner, cell.title)


def _sample(server: Server, cell: Cell, connections: int, requests: Requests, *, name: str) -> Sample:
    assert server.running, "it was started"
    _settle(server)
    if cell.manner in ("repeated", "known"):
        _warm(server, requests.load(server, cell))
    before = server.running.usage().seconds
    if cell.manner == "import":
        rate, done = _import(server, name)
    else:
        line = requests.first_line(server, cell)
        load = requests.load(server, cell)
        run = driver.run(server.base, load, connections=connections, first_line=line, name=name, seconds=cell.seconds)
        requests.go_on(server, cell, run.next_line)
        rate, done = run.rate, run.answers
    return Sample(rate, done / max(server.running.usage().seconds - before, 0.01))


def _settle(server: Server) -> None:
    """Waits until the server rests: it still answers what the last run asked, although nobody listens any more."""
    assert server.running, "it was started"
    before, now = -1.0, server.running.usage().seconds
    while now - before > RESTING:
        time.sleep(0.1)
        before, now = now, server.running.usage().seconds


def _warm(server: Server, load: Load) -> None:
    """Asks what is to be repeated until every process has been asked: each connection goes to whichever takes it."""
    paths = [line.split()[1] for line in load.requests.read_text().splitlines()]
    for path in paths * ASKED_BEFORE:
        server.get(path)


def _import(server: Server, name: str) -> tuple[float, int]:
    """Rows a second, and rows, of one request that brings many."""
    body = server.bulk_body(new_events(IMPORTED, name))
    began = time.perf_counter()
    server.send("POST", server.bulk_path(), body, server.bulk_type)
    return IMPORTED / (time.perf_counter() - began), IMPORTED
