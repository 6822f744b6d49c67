"""Storage: a record's row and what finds it: terms and full text."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final

from service.domain.records import EVENT, Document, Draft
from service.storage.engine import among, fetch, forget_words, insert, store_words
from service.storage.tables import OPEN, SEARCHED, TABLE_OF, Figure, Term

_STAND_IN: Final = {"earliest": -OPEN} | dict.fromkeys(("first", "last", "latest", "day", "month", "year"), OPEN)
"""What an open bound is stored as; a wholly open place in the order comes last, and so does what lies in no one day."""


def write(drafts: Sequence[Draft], documents: Mapping[str, Document], known: Container[str], before: int) -> None:
    """Inserts rows, or replaces those that are `known`; `before` is the journal's head before their changes."""
    table = TABLE_OF[drafts[0].type]
    numbered = list(enumerate(drafts, start=before + 1))
    insert(table, [_row(draft, documents, seq) for seq, draft in numbered if draft.id not in known])
    replaced = [_row(draft, documents, seq) for seq, draft in numbered if draft.id in known]
    insert(table, replaced, replace_on=table.id)


def _row(draft: Draft, documents: Mapping[str, Document], seq: int) -> dict[str, Any]:
    document = documents[draft.id]
    return {"id": draft.id, "version": document.version, "seq": seq, "body": document.body} | closed(draft.columns)


def closed(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Index columns as they are stored."""
    return {name: _STAND_IN[name] if value is None and name in _STAND_IN else value for name, value in columns.items()}


def write_indexes(drafts: Sequence[Draft], known: Mapping[str, int]) -> None:
    """Makes rows findable; `known` (id to num) are those that were before."""
    record_type = drafts[0].type
    table = TABLE_OF[record_type]
    _forget_indexes(record_type, known)
    tokens = {draft.id: draft.tokens for draft in drafts if draft.tokens}
    if tokens:
        nums = fetch(table.select(table.id, table.num).where(among(table.id, tokens)))
        store_words(table, [(num, sorted(tokens[record_id])) for record_id, num in nums])
    insert(Term, list(_terms(drafts)))
    insert(Figure, [closed(entry) for draft in drafts for entry in draft.entries])


def _terms(drafts: Sequence[Draft]) -> Iterable[dict[str, Any]]:
    for draft in drafts:
        for word, value in sorted(draft.terms):
            place = closed({"first": draft.columns["first"], "last": draft.columns["last"]})
            yield {"word": word, "value": value, "id": draft.id} | place


def _forget_indexes(record_type: str, known: Mapping[str, int]) -> None:
    if known and record_type in SEARCHED:
        forget_words(TABLE_OF[record_type], list(known.values()))
    if known and record_type == EVENT:
        Term.delete().where(among(Term.id, list(known))).execute()
        Figure.delete().where(among(Figure.event, list(known))).execute()


def forget(record_type: str, known: Mapping[str, int]) -> None:
    """Deletes rows (id to num)."""
    table = TABLE_OF[record_type]
    _forget_indexes(record_type, known)
    table.delete().where(among(table.id, list(known))).execute()
