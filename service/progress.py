"""What long work shows: a bar with rate and time left, on standard error, where somebody looks."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from service.domain.progress import Progress as Told


@contextmanager
def shown() -> Iterator[Told]:
    """A function to be told of progress; one bar for each thing that is done."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    tasks = {}
    with Progress(*columns, console=Console(stderr=True)) as bar:

        def told(doing: str, done: int, total: int | None) -> None:
            if doing not in tasks:
                tasks[doing] = bar.add_task(doing, total=total, rate="")
            speed = bar.tasks[tasks[doing]].speed
            bar.update(tasks[doing], completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else "")

        yield told
