"""What wrk sends, as files: requests, and the bodies of those that write."""

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

from bench.cells import Cell
from bench.driver import Load
from bench.files import Known
from bench.generator import FIRST, Record, event
from bench.questions import MIX, REPEATED, Question, some
from bench.servers import JSON, Causeline, Server

MANY: Final = 40_000
FEW: Final = 2_000
"""Different requests a file: many for Causeline's small answers; no other server keeps any, so none needs as many."""
FEEDS: Final = ("feed", "ndjson")
BODIES: Final = 500


class Requests:
    """The files of a run, made when they are asked for, and how far each server has come in each."""

    def __init__(self, folder: Path, known: Known) -> None:
        self.folder, self.known = folder, known
        self._asked: dict[tuple[str, int], list[Question]] = {}
        self._next: dict[tuple[str, str], int] = {}
        self.exhausted: set[str] = set()
        """Titles of cells in which Causeline was asked again what it had been asked before."""
        self.bodies = folder / "bodies.ndjson"
        made = (json.dumps(body | {"id": "@ID@"}) for body in new_events(BODIES, "create"))
        self.bodies.write_text("\n".join(made) + "\n")

    def load(self, server: Server, cell: Cell) -> Load:
        """What the server is sent."""
        path = self.folder / f"{server.name}-{cell.name}.txt"
        if not path.exists():
            path.write_text("\n".join(self._lines(server, cell)) + "\n")
        return Load(path, self.bodies, server.headers | self._headers(server, cell))

    def first_line(self, server: Server, cell: Cell) -> int:
        """Where the server's next run begins: what was asked before is not asked again, in whichever manner."""
        return self._next.get((server.name, cell.name), 0)

    def go_on(self, server: Server, cell: Cell, line: int) -> None:
        """The next run begins at this line."""
        self._next[server.name, cell.name] = line
        if isinstance(server, Causeline) and cell.manner == "fresh" and line > self._different(cell.workload):
            self.exhausted.add(cell.title)

    def questions(self, workload: str, count: int) -> list[Question]:
        """The first questions of a workload; a few that are kept for repeating come before them in the file."""
        if (workload, count) not in self._asked:
            self._asked[workload, count] = some(workload, self.known, count)
        return self._asked[workload, count]

    def _lines(self, server: Server, cell: Cell) -> Iterator[str]:
        if cell.manner == "write":
            yield f"POST {server.create_path()}"
        elif cell.manner == "known":
            yield f"GET {server.path('list', self.questions('list', REPEATED)[0])}"
        elif cell.manner == "mix":
            yield from self._mixed(server)
        else:
            yield from self._read(server, cell.workload, repeated=cell.manner == "repeated")

    def _different(self, workload: str) -> int:
        """How many different questions Causeline's file has."""
        return min(MANY, len(self.known.ids)) - REPEATED if workload == "one" else FEW if workload in FEEDS else MANY

    def _read(self, server: Server, workload: str, *, repeated: bool = False) -> Iterator[str]:
        count = MANY if isinstance(server, Causeline) and workload not in FEEDS else FEW
        asked = self.questions(workload, count)
        for question in asked[:REPEATED] if repeated else asked[REPEATED:]:
            yield f"GET {server.path(workload, question)}"

    def _mixed(self, server: Server) -> Iterator[str]:
        """From the other end of the files, so that what the reads alone have asked comes last."""
        asked = ["one" if workload in server.lacks else workload for workload in MIX]
        lines = {workload: cycle(reversed(list(self._read(server, workload)))) for workload in set(asked)}
        for _ in range(FEW):
            yield from (next(lines[workload]) for workload in asked)
            yield f"POST {server.create_path()}"

    def _headers(self, server: Server, cell: Cell) -> dict[str, str]:
        if cell.manner == "known":
            _, headers = server.get(server.path("list", self.questions("list", REPEATED)[0]))
            return {"If-None-Match": headers.get("ETag", '"any"')}
        return {"Content-Type": JSON} if cell.manner in ("write", "mix") else {}


def new_events(count: int, name: str) -> Iterator[Record]:
    """Events that are not in the chronicle, as they are posted: with their bounds, which Causeline finds out itself."""
    chance = random.Random(name)
    for number in range(count):
        made = event(number, FIRST + timedelta(days=chance.randrange(10_000)), chance)
        body = {key: value for key, value in made.body.items() if key != "record"}
        yield body | {"id": f"{name}-{number}", "earliest": made.earliest, "latest": made.latest}
