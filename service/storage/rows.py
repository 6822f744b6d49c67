"""Storage: a record's row and what finds it: terms, figures and full text."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final

from service.domain.records import EVENT, Document, Draft
from service.storage import full_text
from service.storage.engine import among, each, fill, insert, table_of
from service.storage.ordering import spread
from service.storage.tables import OPEN, TABLE_OF, Figure, Term

_STAND_IN: Final = {"earliest": -OPEN} | dict.fromkeys(("first", "last", "latest", "day", "month", "year"), OPEN)
"""What an open bound is stored as; a wholly open place in the order comes last, and so does what lies in no one day."""

TERM_COLUMNS: Final = ("word", "value", "first", "last", "id", "num", "span_class", "seq")
"""In the order of the table, so that sorted rows are too."""


def write(
    drafts: Sequence[Draft], documents: Mapping[str, Document], seqs: Mapping[str, int], known: Container[str]
) -> None:
    """Inserts rows, or changes those that are `known`; `seqs` are their changes. A new row's number is its change."""
    table = TABLE_OF[drafts[0].type]
    new = [draft for draft in drafts if draft.id not in known]
    insert(table, [{"num": seqs[draft.id], "id": draft.id} | _row(draft, documents, seqs) for draft in new])
    changed = [(*_row(draft, documents, seqs).values(), draft.id) for draft in drafts if draft.id in known]
    names = ", ".join(f'"{name}" = ?' for name in _row(drafts[0], documents, seqs))
    each(f'UPDATE "{table_of(table)}" SET {names} WHERE "id" = ?', changed)


def _row(draft: Draft, documents: Mapping[str, Document], seqs: Mapping[str, int]) -> dict[str, Any]:
    document = documents[draft.id]
    return {"version": document.version, "seq": seqs[draft.id], "body": document.body} | closed(draft.columns)


def closed(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Index columns as they are stored."""
    return {name: _STAND_IN[name] if value is None and name in _STAND_IN else value for name, value in columns.items()}


def write_indexes(
    drafts: Sequence[Draft], nums: Mapping[str, int], seqs: Mapping[str, int], known: Mapping[str, int]
) -> None:
    """Makes rows findable by their numbers; `seqs` are their changes, `known` (id to num) those that were before."""
    record_type = drafts[0].type
    _forget_indexes(record_type, known)
    full_text.add(TABLE_OF[record_type], ((draft, nums[draft.id]) for draft in drafts))
    placed = ((_place(draft, nums[draft.id], seqs[draft.id]), draft.terms) for draft in drafts if draft.terms)
    fill(Term, TERM_COLUMNS, spread(placed))
    insert(Figure, [row for draft in drafts for row in figures(draft, seqs[draft.id])])


def terms(draft: Draft, num: int, seq: int) -> list[tuple[Any, ...]]:
    """The rows of a draft's terms."""
    place = _place(draft, num, seq) if draft.terms else ()
    return [term + place for term in draft.terms]


def _place(draft: Draft, num: int, seq: int) -> tuple[Any, ...]:
    """What the rows of a draft's terms have in common."""
    first, last, length = closed({name: draft.columns[name] for name in ("first", "last", "span_class")}).values()
    return first, last, draft.id, num, length, seq


def figures(draft: Draft, seq: int) -> Iterator[dict[str, Any]]:
    """The rows of a draft's figures."""
    return (closed(entry) | {"seq": seq} for entry in draft.entries)


def _forget_indexes(record_type: str, known: Mapping[str, int]) -> None:
    if known and record_type == EVENT:
        Term.delete().where(among(Term.num, list(known.values()))).execute()
        Figure.delete().where(among(Figure.event, list(known))).execute()


def forget(record_type: str, known: Mapping[str, int]) -> None:
    """Deletes rows (id to num)."""
    table = TABLE_OF[record_type]
    _forget_indexes(record_type, known)
    table.delete().where(among(table.id, list(known))).execute()
