"""Storage: every version of every record, when it stood, and the parts of those that are superseded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain.records import EVENT, Draft
from service.storage import full_text, references, rows
from service.storage.asking import order
from service.storage.engine import each, fill, insert, table_of
from service.storage.tables import EVER, OPEN, PAST, SEARCHED, TABLE_OF, Figure, Reference, Term


@dataclass(frozen=True, slots=True)
class Life:
    """A version of a record: it stood from the change `seq` until the change `till` (OPEN: it stands)."""

    draft: Draft
    version: int
    num: int
    """The record's own number while it stands, minus `seq` afterwards: whose words are whose."""
    seq: int
    till: int = OPEN


def begin(lives: Sequence[Life]) -> None:
    """Adds versions of one record type, those that stand too; their parts and words are stored elsewhere."""
    insert(EVER[TABLE_OF[lives[0].draft.type]], [_row(life) for life in lives])


def _row(life: Life) -> dict[str, Any]:
    known = {"id": life.draft.id, "num": life.num, "version": life.version}
    return known | {"seq": life.seq, "till": life.till} | rows.closed(life.draft.columns)


def begin_parts(lives: Iterable[Life]) -> None:
    """Adds the parts of versions that are superseded."""
    past = [life for life in lives if life.till != OPEN]
    terms = [(*row, life.till) for life in past for row in rows.terms(life.draft, life.num, life.seq)]
    fill(PAST[Term], (*rows.TERM_COLUMNS, "till"), sorted(terms))
    insert(PAST[Figure], [row | {"till": life.till} for life in past for row in rows.figures(life.draft, life.seq)])
    named = [(*row, life.till) for life in past for row in references.rows(life.draft, life.seq)]
    fill(PAST[Reference], (*references.COLUMNS, "till"), sorted(named))


def end(record_type: str, known: Mapping[str, int], ends: Mapping[str, int]) -> None:
    """Ends the versions that stand, and keeps their parts and words, before the rows change.

    `known` is id to number, `ends` id to the next change.
    """
    table = TABLE_OF[record_type]
    if record_type in SEARCHED:
        full_text.retire(table, list(known.values()))
    tills = [(ends[record_id], record_id) for record_id in known]
    each(f"UPDATE {table_of(EVER[table])} SET till = ?, num = -seq WHERE id = ? AND till = {OPEN}", tills)
    each(_kept(Reference, f"type = '{record_type}' AND id = ?"), tills)
    if record_type == EVENT:
        each(_kept(Term, "num = ?"), [(ends[record_id], num) for record_id, num in known.items()])
        each(_kept(Figure, "event = ?"), tills)


def _kept(table: Any, where: str) -> str:
    """The statement that copies a record's parts, given the change that ends its version and what `where` asks."""
    columns = ", ".join(table._meta.columns)
    stood = ", ".join("-seq" if name == "num" else name for name in table._meta.columns)
    return (
        f"INSERT INTO {table_of(PAST[table])} ({columns}, till) SELECT {stood}, ? FROM {table_of(table)} WHERE {where}"
    )


def forget(record_type: str, record_id: str) -> None:
    """Takes out every version of a record, but for their words."""
    ever = table_of(EVER[TABLE_OF[record_type]])
    if record_type == EVENT:
        order(f"DELETE FROM {table_of(PAST[Term])} WHERE num IN (SELECT num FROM {ever} WHERE id = ?)", record_id)
        order(f"DELETE FROM {table_of(PAST[Figure])} WHERE event = ?", record_id)
    order(f"DELETE FROM {table_of(PAST[Reference])} WHERE type = ? AND id = ?", record_type, record_id)
    order(f"DELETE FROM {ever} WHERE id = ?", record_id)
