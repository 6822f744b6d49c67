"""Storage: what each engine says in words of its own to read what stands and what is superseded as one list."""

from typing import Final

Rows = tuple[str, str]
"""A table, and a condition on its rows, each of which is a `part`."""

_EVERY: Final = """SELECT {columns}, FALSE AS is_past, 0::BIGINT AS till FROM {standing} AS part
    UNION ALL SELECT {columns}, TRUE, till FROM {past} AS part"""


class SqlitePast:
    """Mixed into the database."""

    def beside(self, columns: str, standing: Rows, past: Rows) -> str:
        """The rows of two tables; a common table expression that has the name of the first may be made of them."""
        arms = ((f"main.{standing[0]}", standing[1]), past)
        return " UNION ALL ".join(f"SELECT {columns} FROM {name} AS part WHERE {which}" for name, which in arms)


class PostgresPast:
    """Mixed into the database."""

    def beside(self, columns: str, standing: Rows, past: Rows) -> str:
        """The rows of two tables, of which the second alone has `till`.

        Conditions stand outside: a part with one of its own PostgreSQL would plan by itself, and then sort.
        """
        every = _EVERY.format(columns=columns, standing=standing[0], past=past[0])
        return f"SELECT {columns} FROM ({every}) AS part WHERE CASE WHEN is_past THEN {past[1]} ELSE {standing[1]} END"
