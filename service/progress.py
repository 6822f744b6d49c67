"""What long work shows on standard error: a bar with rate and time left, or without a terminal a line now and then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from service.domain.progress import Progress as Told

_LINES_EVERY: Final = 10.0
_BARS_EVERY: Final = 0.1
"""Seconds; what is told in between is passed over."""


@contextmanager
def shown(expected: Callable[[int], int | None] = lambda _done: None) -> Iterator[Told]:
    """A function to be told of progress; `expected` says of how much, where that is not told."""
    console = Console(stderr=True)
    with _bars(console) if console.is_terminal else _lines(console) as show:
        latest = dict[str, float]()

        def told(doing: str, done: int, total: int | None) -> None:
            now = time.monotonic()
            if done == total or now - latest.get(doing, 0.0) >= _BARS_EVERY:
                latest[doing] = now
                show(doing, done, total or expected(done))

        yield told


@contextmanager
def _bars(console: Console) -> Iterator[Told]:
    """One bar for each thing that is done; one that has ended is full."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console) as bar:

        def told(doing: str, done: int, total: int | None) -> None:
            if doing not in tasks:
                for ended in bar.tasks:
                    bar.update(ended.id, completed=ended.total, refresh=True)
                tasks[doing] = bar.add_task(doing, total=total, rate="")
            speed = bar.tasks[tasks[doing]].speed
            bar.update(tasks[doing], completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else "")

        yield told


@contextmanager
def _lines(console: Console) -> Iterator[Told]:
    """A line every ten seconds, so that work that is done before says nothing."""
    begun: dict[str, float] = {}
    said = time.monotonic()

    def told(doing: str, done: int, total: int | None) -> None:
        nonlocal said
        now = time.monotonic()
        begun.setdefault(doing, now)
        if now - said >= _LINES_EVERY:
            said, rate = now, done / max(now - begun[doing], 1.0)
            left = f" of {total:,}, {max(total - done, 0) / rate:,.0f} s left" if total else ""
            console.print(f"{doing}: {done:,}{left}, {rate:,.0f}/s", highlight=False)

    yield told
