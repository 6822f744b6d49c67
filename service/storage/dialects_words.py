"""Storage: what each engine says in words of its own about full-text indexes."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from typing import Any, Final

from service.storage.ascii_words import plain

Question = Iterable[tuple[tuple[str, bool], ...]]
"""Entries that all must be found, each by one of its (token, is_prefix) alternatives."""

FEW: Final = 32
"""At most so many tokens stand for a prefix."""
_FROM: Final = """WITH RECURSIVE found (term) AS (
    SELECT (SELECT term FROM temp.{name} WHERE term >= ? LIMIT 1)
    UNION ALL SELECT (SELECT term FROM temp.{name} WHERE term >= found.term || ' ' LIMIT 1) FROM found WHERE term < ?
    LIMIT {most}) SELECT term FROM found WHERE term < ?"""
"""From one token straight to the next, whatever the number of rows that have it."""


class _Words:
    """What both say in the same words."""

    words_key: str
    """The column of a full-text index that says whose words they are."""
    any_of: str
    pack: Any
    param: str
    cursor: Any
    execute_sql: Any

    def forget_words(self, table: str, keys: Collection[int]) -> None:
        self.execute_sql(f"DELETE FROM {table} WHERE {self.words_key} {self.any_of}", [self.pack(keys)])

    def keep_words(self, words: str, past: str, places: Sequence[tuple[int, int]]) -> None:
        """Copies words into another index: `places` are the keys there, with those here."""
        key, mark = self.words_key, self.param
        kept = f"SELECT {mark}, words FROM {words} WHERE {key} = {mark}"
        with closing(self.cursor()) as cursor:
            cursor.executemany(f"INSERT INTO {past} ({key}, words) {kept}", places)


class SqliteWords(_Words):
    """Mixed into the database."""

    words_key = "rowid"
    words_index: Final = (
        "CREATE VIRTUAL TABLE {table} USING fts5(words, detail=none, columnsize=0, tokenize=\"ascii tokenchars '_'\")",
    )
    has_words: Final = "{table} MATCH ?"
    """That a row has what a `question` asks."""

    def question(self, question: Question) -> str:
        asked = (" OR ".join(f'"{plain(token)}"' + "*" * prefix for token, prefix in either) for either in question)
        return " AND ".join(f"({part})" for part in asked)

    def store_words(self, table: str, rows: Collection[tuple[int, Iterable[str]]]) -> None:
        """In the order of keys: FTS5 writes all that it has gathered whenever a lower one comes."""
        values = [value for place, tokens in sorted(rows) for value in (place, plain(" ".join(tokens)))]
        self.execute_sql(f"INSERT INTO {table} (rowid, words) VALUES {', '.join(['(?, ?)'] * len(rows))}", values)

    def words_from(self, table: str, prefix: str) -> list[str] | None:
        """The tokens in an index that begin like this, as they stand there; None where they are more than FEW."""
        name, low = f"{table}_terms", plain(prefix)
        self.execute_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5vocab(main, {table}, instance)")
        found = self.execute_sql(_FROM.format(name=name, most=FEW + 1), [low, f"{low}~", f"{low}~"]).fetchall()
        return [term for (term,) in found] if len(found) <= FEW else None


class PostgresWords(_Words):
    """Mixed into the database."""

    words_key = "num"
    words_index: Final = (
        "CREATE TABLE {table} (num BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX {table}_gin ON {table} USING gin (words)",
    )
    has_words: Final = "{table}.words @@ ?::tsquery"
    """That a row has what a `question` asks."""

    def question(self, question: Question) -> str:
        asked = (" | ".join(f"'{token}'" + ":*" * prefix for token, prefix in either) for either in question)
        return " & ".join(f"({part})" for part in asked)

    def words_from(self, _table: str, _prefix: str) -> None:
        """It has no list of them, and reads a prefix as one."""

    def store_words(self, table: str, rows: Collection[tuple[int, Iterable[str]]]) -> None:
        values = [value for place, tokens in rows for value in (place, list(tokens))]
        marks = ", ".join(["(%s, array_to_tsvector(%s::text[]))"] * len(rows))
        self.execute_sql(f"INSERT INTO {table} (num, words) VALUES {marks}", values)
