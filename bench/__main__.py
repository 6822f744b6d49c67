"""`python -m bench`: Causeline beside its limit and its peers, how its costs grow, and its single benchmarks."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from bench import driver, growth, loading, moments, settings, table, venv, walks
from bench.cells import CELLS
from bench.comparison import SERVERS, Comparison
from bench.files import Files
from bench.loading import Loaded, database_of

NAMES = [kind.name for kind in SERVERS]
WORKLOADS = list(dict.fromkeys(cell.workload for cell in CELLS))


def some_of(known: Sequence[str]) -> dict[str, Any]:
    """An option that takes some of these names, with commas."""

    def read(_context: click.Context, _option: click.Parameter, text: str) -> set[str]:
        chosen = {part.strip() for part in text.split(",") if part.strip()}
        if unknown := chosen - set(known):
            raise click.BadParameter(f"{', '.join(sorted(unknown))} is none of {', '.join(known)}")
        return chosen

    return {"default": "", "callback": read, "help": f"Of {', '.join(known)}; default: all."}


@contextmanager
def shown() -> Iterator[tuple[Progress, TaskID]]:
    """A bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield bar, bar.add_task("beginning")


@click.group(invoke_without_command=True)
@click.option("--events", default=100_000, show_default=True, help="Events of the chronicle.")
@click.option("--rounds", default=3, show_default=True, help="Of each, a server has a second in every row.")
@click.option("--only", "workloads", **some_of(WORKLOADS))
@click.option("--servers", "names", **some_of(NAMES))
@click.option(
    "--by",
    type=click.Choice(["wall", "cpu"]),
    default="wall",
    show_default=True,
    help="Answers a second, or a second of the server's processor time: for a machine that does other things too.",
)
@click.option("--reuse", is_flag=True, help="Take what the last run of this size has loaded.")
@click.option("--postgres", help="An empty database for Causeline: postgresql://…; default: SQLite.")
@click.option(
    "--sizes", help="Of the chronicles that show growth, with commas; default: 1000 and ten times each, up to --events."
)
@click.pass_context
def main(context: click.Context, /, **asked: Any) -> None:
    """Compare Causeline with its limit and its peers, on the same events, in one run: ratios only."""
    if context.invoked_subcommand is None:
        run(Asked(**asked))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say."""

    events: int
    rounds: int
    workloads: set[str]
    names: set[str]
    by: str
    reuse: bool
    postgres: str | None
    sizes: str | None

    @property
    def grown(self) -> list[int]:
        """The sizes that show growth; none where a part of the comparison was asked for."""
        if self.sizes is not None:
            return [int(size) for size in self.sizes.split(",") if size]
        if self.workloads or self.names or self.postgres:
            return []
        return [size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= self.events]


def run(asked: Asked) -> None:
    """Prints the tables, ready for the README; those that are finished too where something fails."""
    driver.require_wrk()
    bench, tables = Bench(asked), []
    with shown() as (bar, task):
        bench.told = lambda doing, done=None, total=None: bar.update(
            task, description=doing, completed=done or 0, total=total
        )
        try:
            for made in bench.tables():
                tables.append(made)  # noqa: PERF402  # what is finished stays where the next fails
        finally:
            bar.stop()
            click.echo("\n\n".join(tables))


class Bench:
    """What is done, one thing after the other; `told` hears of each."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.loaded: dict[int, Loaded] = {}
        self.told: Callable[..., None] = print

    def tables(self) -> Iterator[str]:
        """The comparison, growth, and what loading cost."""
        yield from self.comparison()
        if self.asked.grown:
            yield from self.growth()
        if self.loaded:
            yield "\n".join(loading.lines(dict(sorted(self.loaded.items()))))

    def comparison(self) -> Iterator[str]:
        """All servers on one chronicle; what they said is kept where that fails."""
        asked = self.asked
        self.told("installing the peers, where they are not")
        venv.prepare()
        files = self.chronicle(asked.events)
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=venv.CACHE))
        comparison = Comparison(files, folder, asked.names, asked.workloads, database_of(files), asked.postgres)
        steps = count()
        with comparison.started():
            turns = comparison.turns(asked.rounds)
            results = comparison.run(rounds=asked.rounds, told=lambda doing: self.told(doing, next(steps), turns))
            memory = comparison.memory()
        shutil.rmtree(folder)
        yield "\n".join(table.lines(results, comparison.servers, by=asked.by))
        yield table.memory(memory)
        if comparison.exhausted:
            yield f"So small a chronicle was asked some things twice: {', '.join(sorted(comparison.exhausted))}."

    def growth(self) -> Iterator[str]:
        """The same reads of ever more events."""
        of_sizes = []
        for size in self.asked.grown:
            files = self.chronicle(size)
            of_sizes.append(growth.costs(files, database_of(files), self.told, by=self.asked.by))
        yield "\n".join(growth.lines(of_sizes))

    def chronicle(self, events: int) -> Files:
        """The files of a chronicle, and Causeline's database with it; each is loaded once a run."""
        files = Files(venv.CACHE / "data" / str(events), events)
        files.make(lambda done: self.told(f"making a chronicle of {events:,} events", done, events))
        if events not in self.loaded and not self.asked.postgres:
            self.told(f"loading {events:,} events")
            self.loaded[events] = loading.loaded(files, reuse=self.asked.reuse)
        return files


main.add_command(walks.main, "walks")
main.add_command(moments.main, "moments")
main.add_command(settings.main, "settings")

if __name__ == "__main__":
    main()
