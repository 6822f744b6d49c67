"""Domain: proof that a journal is the one that was written: a walk over its rows, each judged by the one before."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from service.domain.changes import GENESIS, Change, Operation, digest, link
from service.domain.redactions import Redaction


class Row(NamedTuple):
    """A row of the journal as it is stored."""

    seq: int
    time: int
    token: str
    op: Operation
    type: str
    id: str
    version: int
    digest: str
    body: str
    hash: str


_TYPES: Final = (int, int, str, str, str, str, int, str, str, str)


class Known(NamedTuple):
    """A row as it is known from elsewhere."""

    seq: int
    hash: str


BEGINNING: Final = Known(0, GENESIS)


class Broken(NamedTuple):
    """What is not as it was written; type and id are '' where they cannot be known."""

    seq: int
    type: str
    id: str
    what: str

    def __str__(self) -> str:
        named = f" ({self.type} {self.id})" if self.type else ""
        return f"row {self.seq}{named} {self.what}"


class Walk:
    """Judges rows in the order of their numbers. After a broken one it goes on, so that the damage can be measured."""

    def __init__(self, redactions: Iterable[Redaction] = (), known: Known | None = None) -> None:
        self.blanked = {seq: (redaction, left) for redaction in redactions for seq, left in redaction.blanked.items()}
        self.known = known
        self.rows = self.time = 0
        self.head = BEGINNING
        self.previous = frozenset({GENESIS})
        """What the row before may have handed on: its hash and, where that does not follow, what would have."""

    def judge(self, row: Row) -> list[Broken]:
        """What is wrong with the next row, and whether any are missing before it."""
        self.rows += 1
        expected = self.head.seq + 1
        if tuple(map(type, row)) != _TYPES:
            self.head, self.previous = Known(expected, ""), frozenset()
            return [Broken(expected, "", "", "holds a number in the place of text, or the other way round")]
        missing = row.seq != expected
        found = [Broken(expected, "", "", f"is missing: row {row.seq} comes next")] if missing else []
        follows = frozenset(link(one, Change(*row[:8])) for one in self.previous if not missing)
        found += [Broken(row.seq, row.type, row.id, what) for what in self._faults(row, follows)][:1]
        self.head, self.time = Known(row.seq, row.hash), row.time
        self.previous = frozenset({row.hash}) if row.hash in follows else follows | {row.hash}
        return found

    def _faults(self, row: Row, follows: frozenset[str]) -> Iterator[str]:
        if follows and row.hash not in follows:
            yield "is not what was written: its hash does not follow from its fields and the row before"
        yield from self._text_faults(row)
        if row.time < self.time:
            yield "was written before the row before it: its time goes back"
        if self.known and self.known.seq == row.seq and self.known.hash != row.hash:
            yield f"is not the one that is known from elsewhere: its hash is {row.hash}"

    def _text_faults(self, row: Row) -> Iterator[str]:
        redaction, left = self.blanked.get(row.seq, (None, row.digest))
        if digest(row.body) == left:
            return
        if redaction is None:
            yield "does not hold the document that was written, and no redaction says why"
        else:
            yield f"does not hold what the redaction in row {redaction.seq} left of its document"

    def end(self) -> list[Broken]:
        """What is missing at the end."""
        if self.known is None or self.known.seq <= self.head.seq:
            return []
        return [Broken(self.known.seq, "", "", f"is missing: the journal ends at row {self.head.seq}")]
