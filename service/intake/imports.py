"""Intake: the two-pass import: first every line is judged alone, then, under the lock, all together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from service.domain.changes import Stamp
from service.domain.errors import Fault, Refused, TooLarge
from service.domain.progress import Progress
from service.domain.records import ACTOR, RELATION, TYPES, Draft
from service.domain.spans import Span
from service.intake.lines import Line
from service.intake.records import imported
from service.intake.reports import Report
from service.intake.staging import Staged, Staging
from service.storage.engine import ample, give_way, undoable, writing
from service.storage.moves import NOTHING, Coming, are_held, moved
from service.storage.store import store

Mode = Literal["atomic", "partial"]

COMMIT: Final = 5_000
"""Lines of a batch: each index is written in its own order once a batch, so that its pages are touched once."""
WHOLE: Final = frozenset({ACTOR, RELATION})
"""Types whose records are judged by each other, and so come in larger batches."""


class _Undo(Exception):  # noqa: N818  # no error: it only ends a block
    """Ends a writing() block without keeping what it wrote."""


def run(
    lines: Iterable[Line],
    stamp: Stamp,
    *,
    mode: Mode = "atomic",
    dry_run: bool = False,
    most: int | None = None,
    progress: Progress = lambda *_: None,
) -> Report:
    """Imports lines: safe to repeat. Raises TooLarge beyond `most` lines, before anything is stored; Busy.

    `atomic` stores nothing once a line is rejected; `partial` stores what is good and commits every 5,000 lines;
    `dry_run` judges everything and stores nothing.
    """
    with judged(lines, most=most, progress=progress) as coming:
        return coming.store(stamp, mode=mode, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class Judged:
    """An import after its first pass."""

    staging: Staging
    report: Report
    progress: Progress

    def store(self, stamp: Stamp, *, mode: Mode, dry_run: bool) -> Report:
        """Pass 2, once. Within a writing() block it is a part of that, unless it commits as it goes. Raises Busy."""
        report = self.report
        if mode == "partial" or not report.rejected:
            _Import(self.staging, report, stamp, mode, dry_run=dry_run, progress=self.progress).run()
        if mode == "atomic" and report.rejected:
            report.nothing_stored()
        for remarks in (report.errors, report.notes):
            remarks.sort(key=lambda remark: (remark.source, remark.line))
        return report


@contextmanager
def judged(lines: Iterable[Line], *, most: int | None, progress: Progress = lambda *_: None) -> Iterator[Judged]:
    """Pass 1, without a lock: validates every line and keeps its finished fields for the block. Raises TooLarge."""
    report = Report()
    with Staging() as staging:
        _stage(lines, staging, report, most, progress)
        staging.settle()
        yield Judged(staging, report, progress)


def _stage(lines: Iterable[Line], staging: Staging, report: Report, most: int | None, progress: Progress) -> None:
    for count, line in enumerate(lines, start=1):
        if most is not None and count > most:
            raise TooLarge(f"an import over HTTP has at most {most} lines; split it, or use `causeline load`")
        _stage_line(line, staging, report)
        progress("reading", count, None)


def _stage_line(line: Line, staging: Staging, report: Report) -> None:
    try:
        if line.body is not None or line.faults:
            staging.add(line, _draft(line))
    except Refused as error:
        report.reject(line.number, line.source, error.faults)
        staging.reject(line)
    else:
        report.note(line)


def _draft(line: Line) -> Draft:
    if line.type is None or line.body is None:
        raise Refused("unreadable", line.faults)
    return imported(line.type, line.body)


class _Import:
    """Pass 2, under the lock: what is referred to first, so that each batch is judged on the state to be.

    A partial import commits as it goes, so its events are held against the relations that stand when they are stored.
    """

    def __init__(
        self, staging: Staging, report: Report, stamp: Stamp, mode: Mode, *, dry_run: bool, progress: Progress
    ) -> None:
        self.staging, self.report, self.stamp, self.progress = staging, report, stamp, progress
        self.partial, self.dry_run = mode == "partial", dry_run
        self.coming = NOTHING
        self.done = 0

    def run(self) -> None:
        """Stores what may stand; in one block, unless good lines are to be kept as they come."""
        with ample():
            self._run()

    def _run(self) -> None:
        if self.partial and not self.dry_run:
            for batch in self._batches():
                with writing():
                    self._store(batch)
                give_way()
            return
        with _kept_if(lambda: not self.dry_run and not self.report.rejected):
            if not self.partial:
                self.coming = self._coming()
            for batch in self._batches():
                self._store(batch)

    def _batches(self) -> Iterator[list[Staged]]:
        for record_type in TYPES:
            size = 10 * COMMIT if record_type in WHOLE and not self.partial else COMMIT
            yield from _batched(self.staging.read(record_type), size)

    def _coming(self) -> Coming:
        """Where the stored events that this import moves will be, whatever the batch in which they stand.

        Where none moves, or no relation holds any, nothing has to be kept of the lines.
        """
        spans: dict[str, Span] = {}
        if are_held():
            dates = self.staging.dates()
            while some := dict(islice(dates, COMMIT)):
                spans |= moved(some)
        return Coming(self.staging.ids(RELATION), spans) if spans else NOTHING

    def _store(self, batch: Sequence[Staged]) -> None:
        standing = [staged for staged in batch if not self._fallen(staged)]
        outcomes = store([staged.draft for staged in standing], self.stamp, coming=self.coming)
        for staged, outcome in zip(standing, outcomes, strict=True):
            if outcome.error:
                self._reject(staged, outcome.error.faults or [Fault(outcome.error.detail)])
            elif outcome.op == "update":
                self.report.updated += 1
            elif outcome.op:
                self.report.created += 1
            else:
                self.report.unchanged += 1
        self.done += len(batch)
        self.progress("storing", self.done, self.staging.count)

    def _fallen(self, staged: Staged) -> bool:
        """Rejects a line that rests on a rejected one."""
        faults = [
            Fault(f"rests on {named.type} {named.id!r}, whose line was rejected", named.pointer)
            for named in staged.draft.references
            if self.staging.is_rejected(named.type, named.id)
        ]
        if faults:
            self._reject(staged, faults)
        return bool(faults)

    def _reject(self, staged: Staged, faults: Sequence[Fault]) -> None:
        self.report.reject(staged.line, staged.source, faults)
        self.staging.drop(staged)


@contextmanager
def _kept_if(good: Callable[[], bool]) -> Iterator[None]:
    """A writing() block that is undone unless all is good at its end."""
    try:
        with undoable():
            yield
            if not good():
                raise _Undo
    except _Undo:
        return


def _batched(staged: Iterable[Staged], size: int) -> Iterator[list[Staged]]:
    """Batches in which each id stands once: a line that repeats an id waits for the next."""
    batch: list[Staged] = []
    ids: set[str] = set()
    for one in staged:
        if len(batch) == size or one.draft.id in ids:
            yield batch
            batch, ids = [], set()
        batch.append(one)
        ids.add(one.draft.id)
    if batch:
        yield batch
