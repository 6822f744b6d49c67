"""Storage: what each engine says in words of its own to read a few ranges of an index as one list."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

Arm = Mapping[str, Any]
"""The values in which a range differs from the others."""


class Of(str):
    """In the values of a statement: the value of this name of each arm."""

    __slots__ = ()


_TYPES: Final = {str: "text", int: "bigint"}


def _repeated(text: str, values: Sequence[Any], arms: Sequence[Arm]) -> tuple[str, list[Any]]:
    filled = [arm[value] if type(value) is Of else value for arm in arms for value in values]
    return " UNION ALL ".join([text] * len(arms)), filled


class SqliteMerging:
    """Mixed into the database."""

    def merge(
        self, text: str, values: Sequence[Any], arms: Sequence[Arm], _order: str, _limit: int
    ) -> tuple[str, list[Any]]:
        """One statement a range: SQLite reads each only as far as their merged list is read."""
        return _repeated(text, values, arms)


class PostgresMerging:
    """Mixed into the database."""

    def merge(
        self, text: str, values: Sequence[Any], arms: Sequence[Arm], order: str, limit: int
    ) -> tuple[str, list[Any]]:
        """One plan for all ranges, each read up to the limit: PostgreSQL would plan each by itself, and then sort."""
        if len(arms) == 1:
            return _repeated(text, values, arms)
        parts = text.split("?")
        asked = [f"arm.{value}" if type(value) is Of else "?" for value in values]
        inner = "".join(part + mark for part, mark in zip(parts, [*asked, ""], strict=True))
        names = list(dict.fromkeys(value for value in values if type(value) is Of))
        lists = ", ".join(f"?::{_TYPES[type(arms[0][name])]}[]" for name in names)
        told = f"SELECT own.* FROM unnest({lists}) AS arm ({', '.join(names)}) CROSS JOIN LATERAL"
        kept = [value for value in values if type(value) is not Of]
        columns = [[arm[name] for arm in arms] for name in names]
        return f"{told} ({inner} ORDER BY {order} LIMIT ?) AS own", [*columns, *kept, limit]
