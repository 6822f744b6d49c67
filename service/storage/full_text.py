"""Storage: full-text indexes: whose words stand under which key, and what is asked of them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from peewee import SQL, Model, Value

from service.domain.records import Draft
from service.domain.spots import NUMBER, spot
from service.storage.dialects import standing
from service.storage.engine import among, database, engine, fetch
from service.storage.tables import EVER, OPEN, Event

ROWS_A_STATEMENT: Final = 5_000
"""Keeps a statement below both engines' limits on parameters (32,766 and 65,535)."""

Alternatives = tuple[tuple[str, bool], ...]
"""(token, is_prefix) pairs."""


def words_of(model: type[Model]) -> str:
    """The name of a table's full-text index."""
    return f"{model._meta.table_name}_words"


def past_words_of(model: type[Model]) -> str:
    """The name of the full-text index of a table's superseded versions."""
    return f"{model._meta.table_name}_past_words"


def key(model: type[Model], num: int, first: int | None) -> int:
    """Where the words of a row stand: its number, but an event stands in the order of dates (see domain.spots)."""
    return spot(first, num) if model is Event else num


def past_key(model: type[Model], seq: int, first: int | None) -> int:
    """The same of a superseded version, whose own number is minus its `seq`."""
    return spot(first, seq) if model is Event else -seq


def add(model: type[Model], spoken: Iterable[tuple[Draft, int]]) -> None:
    """Adds the words of records, by the numbers of their rows."""
    _store(words_of(model), ((key(model, num, draft.columns.get("first")), draft.tokens) for draft, num in spoken))


def add_past(model: type[Model], spoken: Iterable[tuple[Draft, int]]) -> None:
    """Adds the words of superseded versions, by their changes."""
    rows = ((past_key(model, seq, draft.columns.get("first")), draft.tokens) for draft, seq in spoken)
    _store(past_words_of(model), rows)


def _store(table: str, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """In few statements, and in the order of the keys: FTS5 writes all that it has gathered when a lower one comes."""
    ordered = sorted((place, tokens) for place, tokens in rows if tokens)
    for start in range(0, len(ordered), ROWS_A_STATEMENT):
        engine().store_words(table, ordered[start : start + ROWS_A_STATEMENT])


def retire(model: Any, nums: Collection[int]) -> None:
    """Moves rows' words to the index of superseded versions, before the rows change."""
    if nums:
        first = model.first if model is Event else Value(None)
        rows = fetch(model.select(model.num, model.seq, first).where(among(model.num, nums)))
        places = {past_key(model, seq, begin): key(model, num, begin) for num, seq, begin in rows}
        engine().keep_words(words_of(model), past_words_of(model), sorted(places.items()))
        engine().forget_words(words_of(model), list(places.values()))


def forget_past(model: Any, record_id: str) -> None:
    """Takes out the words of a record's superseded versions, before the versions go."""
    ever = EVER[model]
    first = SQL("first") if model is Event else Value(None)
    rows = fetch(ever.select(ever.seq, first).where(SQL("id") == record_id, ever.till != OPEN))
    engine().forget_words(past_words_of(model), [past_key(model, *row) for row in rows])


def spelt(model: type[Model], question: Iterable[Alternatives]) -> list[Alternatives]:
    """The same question with a prefix told by the tokens that begin with it, where the engine tells them: a few.

    To SQLite a prefix is all the rows of all of them, sorted anew; several tokens are read as far as is asked.
    """
    return [tuple(told for asked in either for told in _spelt(model, *asked)) for either in question]


def _spelt(model: type[Model], token: str, prefix: Any) -> Alternatives:
    found = [engine().words_from(table, token) for table in _tables(model)] if prefix else [None]
    told = {word for words in found for word in words or ()}
    return tuple((word, False) for word in sorted(told)) if told and None not in found else ((token, prefix),)


def _tables(model: type[Model]) -> list[str]:
    """The indexes that answer in this thread."""
    return [words_of(model), past_words_of(model)] if as_of() else [words_of(model)]


def as_of() -> bool:
    """Whether this thread reads what stood at an earlier moment."""
    return bool(getattr(standing, "views", {}))


def numbers(model: Any, question: Iterable[Alternatives]) -> tuple[str, list[str]]:
    """A query for the numbers of rows whose text has, for every entry of the question, one of its alternatives.

    In SQL, `?` for each of its values.
    """
    tables = _tables(model)
    column = engine().words_key
    told = [f"{column} & {NUMBER}", f"-({column} & {NUMBER})"] if model is Event else [column, column]
    found = (
        f"SELECT {number} FROM {table} WHERE {engine().has_words.format(table=table)}"
        for number, table in zip(told, tables, strict=False)
    )
    return " UNION ALL ".join(found), [engine().question(question)] * len(tables)


def has_words(model: Any, question: Iterable[Alternatives]) -> Any:
    """The row's number is one of those."""
    text, values = numbers(model, question)
    return model.num.in_(SQL(f"({text})".replace("?", database.param), values))
