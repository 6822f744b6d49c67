"""Storage: proof that the journal, and the records that follow from it, are what was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from peewee import JOIN, fn

from service.domain.progress import Progress
from service.domain.proof import BEGINNING, Broken, Known, Row, Walk
from service.domain.redactions import Redaction, read
from service.storage import journal
from service.storage.engine import engine, fetch, snapshot
from service.storage.tables import TABLE_OF, Journal

BATCH: Final = 1_000
SHOWN: Final = 10
"""How many broken rows are named; the others are counted."""
_COLUMNS: Final = tuple(getattr(Journal, name) for name in Row._fields)
_LATER: Final = Journal.alias()


@dataclass(slots=True)
class Proof:
    """What a verification found."""

    rows: int = 0
    records: int = 0
    head: Known = BEGINNING
    redactions: list[Redaction] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    """The first SHOWN, in the order in which they were found."""
    faults: int = 0
    """All of them."""

    def note(self, found: Iterable[Broken]) -> None:
        """Counts what is broken, and keeps what comes first."""
        for broken in found:
            self.faults += 1
            if len(self.broken) < SHOWN:
                self.broken.append(broken)


def verify(known: Known | None = None, progress: Progress = lambda *_: None) -> Proof:
    """Walks the whole journal and holds every record against it, in the memory of a batch. Raises Busy."""
    proof = Proof()
    with snapshot(unhurried=True), engine().damaged_texts():
        _walk(proof, known, progress)
        _compare(proof, progress)
    return proof


def _walk(proof: Proof, known: Known | None, progress: Progress) -> None:
    proof.redactions = list(_redactions())
    walk, head = Walk(proof.redactions, known), journal.head()
    for rows in _batches():
        for row in rows:
            proof.note(walk.judge(Row(*row)))
        progress("rows of the journal", walk.rows, head.seq)
    proof.note(walk.end())
    proof.rows, proof.head = walk.rows, walk.head


def _batches() -> Iterator[list[tuple[Any, ...]]]:
    query = Journal.select(*_COLUMNS).order_by(Journal.seq).limit(BATCH)
    batch = fetch(query)
    while batch:
        yield batch
        batch = fetch(query.where(Journal.seq > batch[-1][0]))


def _redactions() -> Iterator[Redaction]:
    columns = (Journal.seq, Journal.time, Journal.type, Journal.id, Journal.body)
    told = (read(*row) for row in fetch(Journal.select(*columns).where(Journal.op == "redact").order_by(Journal.seq)))
    yield from (redaction for redaction in told if redaction)


def _compare(proof: Proof, progress: Progress) -> None:
    total = {name: table.select().count() for name, table in TABLE_OF.items()}
    for name in TABLE_OF:
        proof.note(_strays(name))
        proof.note(_differing(name))
        proof.records += total[name]
        progress("records", proof.records, sum(total.values()))


def _differing(record_type: str) -> Iterator[Broken]:
    """Records that are not what their newest row says."""
    table = TABLE_OF[record_type]
    gone = Journal.op == "delete"
    differs = (table.seq != Journal.seq) | (table.version != Journal.version) | (table.body != Journal.body)
    wrong = (gone & ~table.id.is_null()) | (~gone & (table.id.is_null() | differs))
    query = (
        Journal.select(Journal.seq, Journal.id, Journal.op, table.id.is_null())
        .join(table, JOIN.LEFT_OUTER, on=(table.id == Journal.id))
        .where(Journal.type == record_type, Journal.op != "redact", ~_superseded(), wrong)
        .order_by(Journal.seq)
    )
    for seq, record_id, op, lost in fetch(query):
        what = "deletes what stands" if op == "delete" else "has no record" if lost else "is not what its record says"
        yield Broken(seq, record_type, record_id, what)


def _superseded() -> Any:
    """A later row tells of the same record."""
    same = (_LATER.type == Journal.type) & (_LATER.id == Journal.id)
    return fn.EXISTS(_LATER.select(_LATER.seq).where(same, _LATER.seq > Journal.seq, _LATER.op != "redact"))


def _strays(record_type: str) -> Iterator[Broken]:
    """Records that no row tells of."""
    table = TABLE_OF[record_type]
    told = Journal.select(Journal.seq).where(Journal.type == record_type, Journal.id == table.id)
    for seq, record_id in fetch(table.select(table.seq, table.id).where(~fn.EXISTS(told)).order_by(table.seq)):
        yield Broken(seq, record_type, record_id, "does not tell of this record, and neither does another")
