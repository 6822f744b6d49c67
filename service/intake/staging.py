"""Intake: where an import's validated lines wait for their turn: files, so that memory does not grow with them."""

import marshal
import struct
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Final

from service.domain.records import EVENT, TYPES, Draft, Reference
from service.intake.lines import Line

IN_MEMORY: Final = 1 << 20
"""Bytes of a type that stay in memory; a small import makes no file."""
_SIZES: Final = struct.Struct("<II")
"""How many bytes are a line's head, and how many the rest."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A validated line."""

    line: int
    source: str
    draft: Draft


class Staging:
    """Validated lines by record type, finished but for what storage adds, and the records whose lines were rejected."""

    def __init__(self) -> None:
        self.count = 0
        self._rejected: set[tuple[str, str]] = set()
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
        head = marshal.dumps((made.id, made.columns.get("starts"), made.columns.get("ends")))
        rest = marshal.dumps((line.number, line.source, _plain(made)))
        self._files[made.type].write(_SIZES.pack(len(head), len(rest)) + head + rest)
        self.count += 1

    def reject(self, line: Line) -> None:
        """Remembers whose line was rejected, so that what rests on it falls too."""
        if line.type and line.body and isinstance(line.body.get("id"), str):
            self._rejected.add((line.type, line.body["id"]))

    def settle(self) -> None:
        """After the last line: a record that another line holds was not rejected."""
        for record_type in {record_type for record_type, _ in self._rejected}:
            for record_id, *_ in self._heads(record_type):
                self._rejected.discard((record_type, record_id))

    def drop(self, staged: Staged) -> None:
        """Takes back a line that the second pass rejected."""
        self._rejected.add((staged.draft.type, staged.draft.id))

    def is_rejected(self, record_type: str, record_id: str) -> bool:
        """Whether this record's line was rejected, and no other line of the import holds it."""
        return (record_type, record_id) in self._rejected

    def ids(self, record_type: str) -> Collection[str]:
        """The ids of the lines that are kept: as many as there are, so not to be asked for lightly."""
        return {record_id for record_id, *_ in self._heads(record_type)}

    def dates(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """The id of each event that is kept, with the texts of its start and end."""
        return ((record_id, (start, end)) for record_id, start, end in self._heads(EVENT))

    def read(self, record_type: str) -> Iterator[Staged]:
        """The lines of a type, in the order in which they came."""
        for _, rest in self._rows(record_type):
            number, source, parts = marshal.loads(rest)  # noqa: S302  # our own file
            yield Staged(number, source, _draft(parts))

    def _heads(self, record_type: str) -> Iterator[tuple[str, str, str]]:
        """The id of each line, and an event's start and end: what is asked of all before any is stored."""
        return (marshal.loads(head) for head, _ in self._rows(record_type))  # noqa: S302  # our own file

    def _rows(self, record_type: str) -> Iterator[tuple[bytes, bytes]]:
        file = self._files[record_type]
        file.seek(0)
        while sizes := file.read(_SIZES.size):
            head, rest = _SIZES.unpack(sizes)
            yield file.read(head), file.read(rest)


def _plain(draft: Draft) -> Any:
    """A draft as what Python itself reads and writes, many times as fast as the draft is made again.

    A set as a tuple: it would be sorted, so that equal ones are written alike.
    """
    named = [(reference.pointer, reference.type, reference.id) for reference in draft.references]
    known = draft.type, draft.id, draft.fields, draft.derived, draft.columns
    return *known, named, tuple(draft.terms), draft.tokens, draft.entries


def _draft(parts: Any) -> Draft:
    record_type, record_id, fields, derived, columns, named, terms, tokens, entries = parts
    references = tuple(Reference(*each) for each in named)
    return Draft(record_type, record_id, fields, derived, columns, references, frozenset(terms), tokens, entries)
