"""Storage: rows in the order of their table, so that each of its pages is written once."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

Part = tuple[Any, ...]


def spread(owners: Iterable[tuple[Part, Iterable[Part]]]) -> list[Part]:
    """A row (key, owner) for each key of each owner, no two of which are the same, sorted.

    Owners and keys are sorted apart: the same few keys are those of many owners, and to sort rows takes several times
    as long.
    """
    found: dict[Part, list[Part]] = {}
    for owner, keys in sorted(owners, key=itemgetter(0)):
        for key in keys:
            found.setdefault(key, []).append(owner)
    return [key + owner for key in sorted(found) for owner in found[key]]
