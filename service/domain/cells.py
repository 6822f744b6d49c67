"""Domain: cells of the map: a point lies in one of each size, and a box is covered by a few.

Degrees of longitude and latitude are halved again and again. A cell's name is the way to it: a digit for each halving,
so that the name of a larger cell begins those of the smaller ones in it (a quadtree).
"""

from functools import lru_cache
from itertools import product
from typing import Final

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west > east crosses the antimeridian."""

LEVELS: Final = (4, 6, 8, 10, 12)
"""Halvings: the largest cells are 22.5 degrees wide and 11.25 high, the smallest a 256th of that (10 km by 5)."""
MOST: Final = 24
"""A box of more cells than this is covered by larger ones."""


@lru_cache(maxsize=4_096)
def cells(lat: float, lon: float) -> tuple[str, ...]:
    """The names of the cells in which a point lies, the largest first."""
    smallest = _name(_place(lon, 180, LEVELS[-1]), _place(lat, 90, LEVELS[-1]), LEVELS[-1])
    return tuple(smallest[:level] for level in LEVELS)


def cover(box: Box) -> tuple[str, ...]:
    """The fewest cells of one size, the smallest that does, which hold all of a box; none where MOST are too few."""
    west, south, east, north = box
    sides = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    for level in reversed(LEVELS):
        columns = {column for side in sides for column in _between(*side, 180, level)}
        rows = _between(south, north, 90, level)
        if len(columns) * len(rows) <= MOST:
            return tuple(sorted(_name(column, row, level) for column, row in product(columns, rows)))
    return ()


def _between(low: float, high: float, reach: int, level: int) -> range:
    return range(_place(low, reach, level), _place(high, reach, level) + 1)


def _place(degrees: float, reach: int, level: int) -> int:
    """Which of the columns (or rows) from -reach to reach it is; the last edge belongs to the last one."""
    return min(int((degrees + reach) * (1 << level) / (2 * reach)), (1 << level) - 1)


def _name(column: int, row: int, level: int) -> str:
    return "".join(str((column >> bit & 1) + 2 * (row >> bit & 1)) for bit in reversed(range(level)))
