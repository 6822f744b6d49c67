"""Intake: what became of an import: how many lines of which fate, and what is to be said of some."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from service.domain.errors import Fault
from service.intake.lines import Line


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a line was not stored, or what of it was not carried over."""

    line: int
    pointer: str | None
    detail: str
    source: str = ""


@dataclass(slots=True)
class Report:
    """What became of an import."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    errors: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    """What of the lines was not carried over, because no record has a place for it."""

    def reject(self, line: int, source: str, faults: Sequence[Fault]) -> None:
        """Counts a line out."""
        self.rejected += 1
        self.errors += _remarks(line, source, faults)

    def note(self, line: Line) -> None:
        """Keeps what a line says of itself."""
        self.notes += _remarks(line.number, line.source, line.notes)

    def nothing_stored(self) -> None:
        """Takes back what was counted in."""
        self.created = self.updated = self.unchanged = 0


def _remarks(line: int, source: str, faults: Iterable[Fault]) -> Iterator[Remark]:
    return (Remark(line, fault.pointer, fault.detail, source) for fault in faults)
