"""Test support: whether a database is whole: the proof, the engine's own check, and every table against the others."""

from collections.abc import Iterator
from typing import Any

from service.domain.changes import VERSIONS
from service.domain.proof import Known
from service.storage import proof
from service.storage.engine import database, engine, writing
from service.storage.full_text import key, past_key, past_words_of, words_of
from service.storage.proof import Proof
from service.storage.tables import EVER, OPEN, PAST, SEARCHED, TABLE_OF, Event, Figure, Reference, Term

AMCHECK = """SELECT 1 FROM pg_available_extensions, pg_roles
    WHERE name = 'amcheck' AND rolname = current_user AND rolsuper"""
CHECK_INDEXES = """SELECT bt_index_check(indexrelid, true) FROM pg_index JOIN pg_class index ON index.oid = indexrelid
    JOIN pg_am am ON am.oid = index.relam WHERE am.amname = 'btree' AND index.relpersistence = 'p'"""
"""Raises what it finds: each index holds every row of its table, in order."""


def prove(known: Known | None) -> tuple[Proof, list[str]]:
    """The proof of the connected database, and what is wrong with it beside; `known` is a row of its journal.

    Raises DatabaseError for what the engine's own check finds.
    """
    with writing():
        found = proof.verify(known)
        return found, [*_of_the_engine(), *_between_tables(), *_of_full_texts()]


def _ask(question: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = database.execute_sql(question).fetchall()
    return rows


def _is_sqlite() -> bool:
    return engine().param == "?"


def _of_the_engine() -> Iterator[str]:
    if _is_sqlite():
        yield from (line for (line,) in _ask("PRAGMA integrity_check") if line != "ok")
    elif _ask(AMCHECK):
        database.execute_sql("CREATE EXTENSION IF NOT EXISTS amcheck")
        _ask(CHECK_INDEXES)


def _between_tables() -> Iterator[str]:
    """Rows that stand against the versions that stand, versions against the journal's rows, and parts against both."""
    told = ", ".join(f"'{op}'" for op in sorted(VERSIONS))
    for record_type, table in TABLE_OF.items():
        ever = _name(EVER[table])
        columns = ", ".join(f'"{name}"' for name in table._meta.columns if name != "body")
        yield from _differing(
            f"SELECT {columns} FROM {_name(table)}", f"SELECT {columns} FROM {ever} WHERE till = {OPEN}"
        )
        written = f"SELECT id, version, seq FROM journal WHERE type = '{record_type}' AND op IN ({told})"
        yield from _differing(written, f"SELECT id, version, seq FROM {ever}")
        named = f"FROM {{}} WHERE type = '{record_type}'"
        yield from _parts(Reference, ("id", "seq"), named, table)
    yield from _parts(Term, ("id", "num", "seq"), "FROM {}", Event)
    yield from _parts(Figure, ("event", "seq"), "FROM {}", Event)


def _parts(part: Any, owner: tuple[str, ...], rows: str, table: Any) -> Iterator[str]:
    """Parts of what stands and of what is superseded, of which there is no such record or version."""
    mine, theirs = ", ".join(owner), ", ".join(("id", *owner[1:]))
    yield from _lost(f"SELECT {mine} {rows.format(_name(part))}", f"SELECT {theirs} FROM {_name(table)}")
    superseded = f"SELECT {theirs}, till FROM {_name(EVER[table])} WHERE till < {OPEN}"
    yield from _lost(f"SELECT {mine}, till {rows.format(_name(PAST[part]))}", superseded)


def _of_full_texts() -> Iterator[str]:
    """Everything that has a title or a name is found by it: as it is, and as it was."""
    for table in (TABLE_OF[record_type] for record_type in sorted(SEARCHED)):
        first = '"first"' if "first" in table._meta.columns else "NULL"
        standing = _ask(f"SELECT num, {first} FROM {_name(table)}")
        superseded = _ask(f"SELECT seq, {first} FROM {_name(EVER[table])} WHERE till < {OPEN}")
        yield from _of_full_text(words_of(table), {key(table, *row) for row in standing})
        yield from _of_full_text(past_words_of(table), {past_key(table, *row) for row in superseded})


def _of_full_text(index: str, expected: set[int]) -> Iterator[str]:
    found = {place for (place,) in _ask(f"SELECT {engine().words_key} FROM {index}")}
    yield from (f"{index}: {place} is not in both" for place in found ^ expected)
    if _is_sqlite():
        database.execute_sql(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


def _differing(one: str, other: str) -> Iterator[str]:
    """What only one of two questions answers."""
    yield from _lost(one, other)
    yield from _lost(other, one)


def _lost(one: str, other: str) -> Iterator[str]:
    """What the first of two questions answers alone."""
    yield from (f"{one}: not {other}: {row}" for row in _ask(f"{one} EXCEPT {other}"))


def _name(table: Any) -> str:
    return f'"{table._meta.table_name}"'
