"""One run of all servers on the same data: started, checked, measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Final

from bench.cells import CELLS
from bench.check import check
from bench.files import Files
from bench.peer_servers import Drf, Fastapi, Textbook
from bench.questions import ASKED, some
from bench.requests import Requests
from bench.rounds import Results, Told, measure, turns
from bench.servers import Causeline, FlaskLimit, Limit, Server
from bench.table_servers import Datasette, Pocketbase

SERVERS: Final[tuple[type[Server], ...]] = (
    Causeline,
    Limit,
    FlaskLimit,
    Textbook,
    Drf,
    Fastapi,
    Datasette,
    Pocketbase,
)
SAMPLED: Final = 20
"""Answers whose mean length the limit sends."""


@dataclass
class Comparison:
    """Some servers (Causeline among them in any case) and some cells, on one chronicle."""

    files: Files
    folder: Path
    names: set[str] = field(default_factory=set)
    workloads: set[str] = field(default_factory=set)
    database: Path | None = None
    """An SQLite file into which the chronicle has been loaded."""
    postgres: str | None = None

    def __post_init__(self) -> None:
        self.servers = [self._server(kind) for kind in SERVERS if kind is Causeline or self._is_chosen(kind)]
        self.exhausted: set[str] = set()
        self.cells = [cell for cell in CELLS if not self.workloads or cell.workload in self.workloads]

    @contextmanager
    def started(self) -> Iterator[None]:
        """All servers, each on a copy of the data; Causeline first, whose answers say how much the limit sends."""
        try:
            for server in self.servers:
                server.start()
                if isinstance(server, Causeline):
                    self._keep_answers(server)
            yield
        finally:
            for server in self.servers:
                server.end()

    def turns(self, rounds: int) -> int:
        """How many steps `run` tells of."""
        return 1 + sum(1 for _ in turns(self.cells, self.servers, rounds))

    def run(self, *, rounds: int, told: Told) -> Results:
        """Checks that all give the same, and measures."""
        requests = Requests(self.folder, self.files.known())
        self.exhausted = requests.exhausted
        told("do all give the same events?")
        check(self.servers, requests, {cell.workload for cell in self.cells})
        return measure(self.cells, self.servers, requests, rounds=rounds, told=told)

    def memory(self) -> dict[str, int]:
        """The bytes that each server takes now."""
        return {server.name: server.running.usage().memory for server in self.servers if server.running}

    def _is_chosen(self, kind: type[Server]) -> bool:
        return not self.names or kind.name in self.names

    def _server(self, kind: type[Server]) -> Server:
        folder = self.folder / kind.name
        if kind is Causeline:
            return Causeline(self.files, folder, postgres=self.postgres, loaded=self.database)
        if issubclass(kind, Limit):
            return kind(self.files, folder, answers=self._answers)
        return kind(self.files, folder)

    @property
    def _answers(self) -> Path:
        return self.folder / "answers"

    def _keep_answers(self, server: Server) -> None:
        """A file a workload, as long as Causeline's answers are on the average."""
        self._answers.mkdir(exist_ok=True)
        known = self.files.known()
        for workload in ASKED:
            found = [server.get(server.path(workload, asked))[0] for asked in some(workload, known, SAMPLED)]
            (self._answers / workload).write_bytes(found[0][:1] + b" " * (round(mean(map(len, found))) - 1))
        (self._answers / "create").write_bytes((self._answers / "one").read_bytes())
