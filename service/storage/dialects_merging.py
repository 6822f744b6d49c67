"""Storage: what each engine says in words of its own to read a few ranges of an index as one list."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

Arm = Mapping[str, Any]
"""The values in which a range differs from the others."""


class Of(str):
    """In the values of a statement: the value of this name of each arm."""

    __slots__ = ()


class Ranges(NamedTuple):
    """Ranges that one statement reads: its text, its values, and those in which the ranges differ."""

    text: str
    values: Sequence[Any]
    arms: Sequence[Arm]


_TYPES: Final = {str: "text", int: "bigint"}


def _repeated(ranges: Ranges) -> tuple[str, list[Any]]:
    filled = [arm[value] if type(value) is Of else value for arm in ranges.arms for value in ranges.values]
    return " UNION ALL ".join([ranges.text] * len(ranges.arms)), filled


def _together(parts: Sequence[tuple[str, list[Any]]]) -> tuple[str, list[Any]]:
    return " UNION ALL ".join(text for text, _ in parts), [value for _, values in parts for value in values]


class SqliteMerging:
    """Mixed into the database."""

    def merge(self, several: Sequence[Ranges], _order: str, _limit: int) -> tuple[str, list[Any]]:
        """One statement a range: SQLite reads each only as far as their merged list is read."""
        return _together([_repeated(ranges) for ranges in several])


class PostgresMerging:
    """Mixed into the database."""

    def merge(self, several: Sequence[Ranges], order: str, limit: int) -> tuple[str, list[Any]]:
        """Each read up to the limit: PostgreSQL would else plan each by itself, and then sort."""
        if len(several) == 1:
            return _planned_once(several[0], order, limit)
        return _together([_limited(_planned_once(ranges, order, limit), order, limit) for ranges in several])


def _limited(asked: tuple[str, list[Any]], order: str, limit: int) -> tuple[str, list[Any]]:
    return f"({asked[0]} ORDER BY {order} LIMIT ?)", [*asked[1], limit]


def _planned_once(ranges: Ranges, order: str, limit: int) -> tuple[str, list[Any]]:
    """One plan for all ranges."""
    text, values, arms = ranges
    if len(arms) == 1:
        return _repeated(ranges)
    parts = text.split("?")
    asked = [f"arm.{value}" if type(value) is Of else "?" for value in values]
    inner = "".join(part + mark for part, mark in zip(parts, [*asked, ""], strict=True))
    names = list(dict.fromkeys(value for value in values if type(value) is Of))
    lists = ", ".join(f"?::{_TYPES[type(arms[0][name])]}[]" for name in names)
    told = f"SELECT own.* FROM unnest({lists}) AS arm ({', '.join(names)}) CROSS JOIN LATERAL"
    kept = [value for value in values if type(value) is not Of]
    columns = [[arm[name] for arm in arms] for name in names]
    return f"{told} ({inner} ORDER BY {order} LIMIT ?) AS own", [*columns, *kept, limit]
