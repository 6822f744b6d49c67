"""`python -m bench`: Causeline beside its limit and its peers, how its costs grow, and its single benchmarks."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from bench import driver, moments, table, venv, walks
from bench.comparison import SERVERS, Comparison
from bench.files import Files
from bench.loading import load

NAMES = ", ".join(kind.name for kind in SERVERS)
WORKLOADS = "list, one, chain, feed, ndjson, search, 304, create, mix"


def split(_context: click.Context, _option: click.Parameter, text: str) -> set[str]:
    """A list with commas."""
    return {part.strip() for part in text.split(",") if part.strip()}


@contextmanager
def shown() -> Iterator[tuple[Progress, TaskID]]:
    """A bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield bar, bar.add_task("beginning")


@click.group(invoke_without_command=True)
@click.option("--events", default=100_000, show_default=True, help="Events of the chronicle.")
@click.option("--seconds", default=3, show_default=True, help="Rounds, in each of which a server has a second.")
@click.option("--only", "workloads", default="", callback=split, help=f"Of {WORKLOADS}; default: all.")
@click.option("--servers", "names", default="", callback=split, help=f"Of {NAMES}; default: all.")
@click.option(
    "--by",
    type=click.Choice(["wall", "cpu"]),
    default="wall",
    show_default=True,
    help="Answers a second, or a second of the server's processor time: for a machine that does other things too.",
)
@click.option("--reuse", is_flag=True, help="Take what the last run of this size has loaded.")
@click.option("--postgres", help="An empty database for Causeline: postgresql://…; default: SQLite.")
@click.pass_context
def main(context: click.Context, **asked: object) -> None:
    """Compare Causeline with its limit and its peers, on the same events, in one run: ratios only."""
    if context.invoked_subcommand is None:
        compare(**asked)  # type: ignore[arg-type]  # click gives what the options say


def compare(
    *, events: int, seconds: int, workloads: set[str], names: set[str], by: str, reuse: bool, postgres: str | None
) -> None:
    """Prints the table; keeps what the servers said where that fails."""
    driver.require_wrk()
    files = Files(venv.CACHE / "data" / str(events), events)
    database = files.folder / "causeline.db"
    with shown() as (bar, task):
        bar.update(task, description="making the chronicle", total=events)
        files.make(lambda done: bar.update(task, completed=done))
        bar.update(task, description="installing the peers, where they are not", total=None)
        venv.prepare()
        bar.update(task, description="loading the chronicle")
        if not postgres and not (reuse and database.exists()):
            load(files, database)
        folder = Path(tempfile.mkdtemp(prefix="run-", dir=venv.CACHE))
        comparison = Comparison(files, folder, names, workloads, database, postgres)
        bar.update(task, description="starting the servers", total=comparison.turns(seconds), completed=0)
        with comparison.started():
            results = comparison.run(rounds=seconds, told=lambda doing: bar.update(task, description=doing, advance=1))
            memory = comparison.memory()
    click.echo("\n".join(table.lines(results, comparison.servers, by=by)))
    click.echo("\n".join(table.memory_line(memory)))
    shutil.rmtree(folder)


main.add_command(walks.main, "walks")
main.add_command(moments.main, "moments")

if __name__ == "__main__":
    main()
