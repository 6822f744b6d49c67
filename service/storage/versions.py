"""Storage: every version of every record, and when it stood: written with the record, read as of a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from peewee import SQL

from service.domain.records import EVENT, Draft
from service.storage import full_text, references, rows
from service.storage.engine import fill, insert, update
from service.storage.tables import EVER, OPEN, SEARCHED, TABLE_OF, Figure, Reference, Term

_TERMS: Final = """(word, value, first, last, id, seq) IN (
    SELECT t.word, t.value, t.first, t.last, t.id, e.seq FROM term t JOIN event e ON e.id = t.id WHERE t.id = ?)"""
"""The terms of an event that stand, by their key: an index of what stands would be one more to write."""


@dataclass(frozen=True, slots=True)
class Life:
    """A version of a record: it stood from the change `seq` until the change `till` (OPEN: it stands)."""

    draft: Draft
    version: int
    num: int
    """The record's own number while it stands, minus `seq` afterwards: whose words are whose."""
    seq: int
    till: int = OPEN

    @property
    def span(self) -> dict[str, int]:
        """As columns."""
        return {"seq": self.seq, "till": self.till}


def begin(lives: Sequence[Life]) -> None:
    """Adds versions of one record type; their words are stored elsewhere."""
    table = TABLE_OF[lives[0].draft.type]
    insert(EVER[table], [_row(life) for life in lives])
    terms = [(*row, life.seq, life.till) for life in lives for row in rows.terms(life.draft)]
    fill(EVER[Term], (*rows.TERM_COLUMNS, "seq", "till"), sorted(terms))
    insert(EVER[Figure], [row | life.span for life in lives for row in rows.figures(life.draft)])
    named = [(*row, life.seq, life.till) for life in lives for row in references.rows([life.draft])]
    fill(EVER[Reference], (*references.COLUMNS, "seq", "till"), sorted(named))


def _row(life: Life) -> dict[str, Any]:
    known = {"id": life.draft.id, "num": life.num, "version": life.version}
    return known | life.span | rows.closed(life.draft.columns)


def end(record_type: str, known: Mapping[str, int], ends: Mapping[str, int]) -> None:
    """Ends the versions that stand, before the rows change: `known` is id to number, `ends` id to the next change."""
    table = TABLE_OF[record_type]
    if record_type in SEARCHED:
        full_text.retire(table, list(known.values()))
    tills = [(ends[record_id], record_id) for record_id in known]
    update(EVER[table], "till = ?, num = -seq", f"id = ? AND till = {OPEN}", tills)
    update(EVER[Reference], "till = ?", f"type = '{record_type}' AND id = ? AND till = {OPEN}", tills)
    if record_type == EVENT:
        update(EVER[Term], "till = ?", _TERMS, tills)
        update(EVER[Figure], "till = ?", f"event = ? AND till = {OPEN}", tills)


def forget(record_type: str, record_id: str) -> None:
    """Takes out every version of a record, but for their words."""
    lists: list[tuple[type[Any], str]] = [(Term, "id"), (Figure, "event")] if record_type == EVENT else []
    for table, key in [(TABLE_OF[record_type], "id"), *lists]:
        EVER[table].delete().where(SQL(f'"{key}"') == record_id).execute()
    naming = (SQL('"type"') == record_type) & (SQL('"id"') == record_id)
    EVER[Reference].delete().where(naming).execute()
