"""Intake: where an import's validated lines wait for their turn: files, so that memory does not grow with them."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Final

import orjson

from service.domain.drafts import draft
from service.domain.records import TYPES, Draft
from service.intake.lines import Line

IN_MEMORY: Final = 1 << 20
"""Bytes of a type that stay in memory; a small import makes no file."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A validated line."""

    line: int
    source: str
    draft: Draft


class Staging:
    """Validated lines by record type, and the records whose lines were rejected."""

    def __init__(self) -> None:
        self.count = 0
        self._rejected: set[tuple[str, str]] = set()
        self._ids: dict[str, set[str]] = {record_type: set() for record_type in TYPES}
        self._files: dict[str, IO[bytes]] = {}
        self._open = ExitStack()

    def __enter__(self) -> "Staging":
        for record_type in TYPES:
            self._files[record_type] = self._open.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def add(self, line: Line, made: Draft) -> None:
        """Keeps a line."""
        self._files[made.type].write(orjson.dumps([line.number, line.source, made.id, made.fields]) + b"\n")
        self._ids[made.type].add(made.id)
        self.count += 1

    def reject(self, line: Line) -> None:
        """Remembers whose line was rejected, so that what rests on it falls too."""
        if line.type and line.body and isinstance(line.body.get("id"), str):
            self._rejected.add((line.type, line.body["id"]))

    def drop(self, staged: Staged) -> None:
        """Takes back a line that the second pass rejected."""
        self._ids[staged.draft.type].discard(staged.draft.id)
        self._rejected.add((staged.draft.type, staged.draft.id))

    def is_rejected(self, record_type: str, record_id: str) -> bool:
        """Whether this record's line was rejected, and no other line of the import holds it."""
        return (record_type, record_id) in self._rejected and record_id not in self._ids[record_type]

    def ids(self, record_type: str) -> Collection[str]:
        """The ids of the lines that are kept."""
        return self._ids[record_type]

    def read(self, record_type: str) -> Iterator[Staged]:
        """The lines of a type, in the order in which they came."""
        file = self._files[record_type]
        file.seek(0)
        for row in file:
            number, source, record_id, fields = orjson.loads(row)
            yield Staged(number, source, draft(record_type, record_id, fields))
