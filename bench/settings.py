"""What the server's settings change: the same requests, with other workers and threads, as ratios in one run.

    python -m bench settings [--events 10000] [--rounds 5] [--settings 2x8,1x8,2x2,2x4,2x16,4x8]

The first of the settings (workers x threads) is what the others are held against.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Final

import click

from bench import loading, rounds, venv
from bench.cells import CELLS
from bench.files import Files
from bench.requests import Requests
from bench.servers import Causeline, Server
from bench.table import number

CELLS_ASKED: Final = [
    cell for cell in CELLS if cell.name in ("list-fresh", "one-fresh", "search-fresh", "list-repeated", "mix-mix")
]


class Configured(Causeline):
    """Causeline with so many workers and threads; `name` says them."""

    threads: int

    def environment(self) -> dict[str, str]:
        return super().environment() | {"CAUSELINE_THREADS": str(self.threads)}


def configured(setting: str, files: Files, folder: Path) -> Server:
    """The server of a setting."""
    workers, threads = map(int, setting.split("x"))
    kind = type("Configured", (Configured,), {"name": setting, "title": setting, "threads": threads})
    server: Server = kind(files, folder / setting, loaded=loading.database_of(files), workers=workers)
    return server


def lines(results: rounds.Results, servers: list[Server], memory: dict[str, int]) -> Iterator[str]:
    """A row a cell, a column a setting: how many times as many answers as the first, with 1 and 16 connections."""
    first, *others = (server.name for server in servers)
    yield f"| workers × threads, beside {first} | {' | '.join(others)} |"
    yield f"|---{'|---' * len(others)}|"
    for cell in CELLS_ASKED:
        shown = (" · ".join(_ratios(results, cell.name, first, other)) for other in others)
        yield f"| {cell.title} | {' | '.join(shown)} |"
    yield f"| memory | {' | '.join(number(memory[other] / memory[first]) for other in others)} |"


def _ratios(results: rounds.Results, cell: str, first: str, other: str) -> Iterator[str]:
    for connections in rounds.CONNECTIONS:
        pairs = zip(results[cell, connections, other], results[cell, connections, first], strict=True)
        yield number(median(its.wall / base.wall for its, base in pairs))


@click.command()
@click.option("--events", default=10_000, show_default=True, help="Events of the chronicle.")
@click.option("--rounds", "turns", default=5, show_default=True, help="Of each, a server has a second in every row.")
@click.option(
    "--settings",
    default="2x8,1x8,2x2,2x4,2x16,4x8",
    show_default=True,
    help="Workers x threads; the others are held against the first.",
)
def main(events: int, turns: int, settings: str) -> None:
    """Compare workers and threads: ratios only."""
    files = Files(venv.CACHE / "data" / str(events), events)
    files.make(lambda done: click.echo(f"{done:,} events made", err=True))
    if not loading.database_of(files).exists():
        loading.loaded(files, reuse=False)
    with tempfile.TemporaryDirectory(dir=venv.CACHE) as folder, ExitStack() as running:
        servers = [configured(setting, files, Path(folder)) for setting in settings.split(",")]
        for server in servers:
            server.start()
            running.callback(server.end)
        requests = Requests(Path(folder), files.known())
        results = rounds.measure(
            CELLS_ASKED, servers, requests, rounds=turns, told=lambda doing: click.echo(doing, err=True)
        )
        memory = {server.name: server.running.usage().memory for server in servers if server.running}
    click.echo("\n".join(lines(results, servers, memory)))
