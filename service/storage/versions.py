"""Storage: every version of every record, and when it stood: written with the record, read as of a moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from peewee import SQL

from service.domain.records import EVENT, Draft
from service.storage import references, rows
from service.storage.engine import insert, keep_words, update
from service.storage.tables import EVER, OPEN, SEARCHED, TABLE_OF, Figure, Reference, Term

_KEYS: Final = {Term: "id", Figure: "event"}
"""What an event lists, and the column that names the event."""


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
    insert(EVER[Term], [row | life.span for life in lives for row in rows.terms(life.draft)])
    insert(EVER[Figure], [row | life.span for life in lives for row in rows.figures(life.draft)])
    insert(EVER[Reference], list(_references(lives)))


def _row(life: Life) -> dict[str, Any]:
    known = {"id": life.draft.id, "num": life.num, "version": life.version}
    return known | life.span | rows.closed(life.draft.columns)


def _references(lives: Sequence[Life]) -> Iterator[dict[str, Any]]:
    for life in lives:
        yield from (row | life.span for row in references.rows([life.draft]))


def end(record_type: str, known: Mapping[str, int], ends: Mapping[str, int]) -> None:
    """Ends the versions that stand, before the rows change: `known` is id to number, `ends` id to the next change."""
    table = TABLE_OF[record_type]
    if record_type in SEARCHED:
        keep_words(table, list(known.values()))
    tills = [(ends[record_id], record_id, OPEN) for record_id in known]
    update(EVER[table], "till = ?, num = -seq", ("id", "till"), tills)
    if record_type == EVENT:
        for listed, key in _KEYS.items():
            update(EVER[listed], "till = ?", (key, "till"), tills)
    naming = [(till, record_type, record_id, still) for till, record_id, still in tills]
    update(EVER[Reference], "till = ?", ("type", "id", "till"), naming)


def forget(record_type: str, record_id: str) -> None:
    """Takes out every version of a record, but for their words."""
    keys: dict[type[Any], str] = {TABLE_OF[record_type]: "id"} | (_KEYS if record_type == EVENT else {})
    for table, key in keys.items():
        EVER[table].delete().where(SQL(f'"{key}"') == record_id).execute()
    naming = (SQL('"type"') == record_type) & (SQL('"id"') == record_id)
    EVER[Reference].delete().where(naming).execute()
