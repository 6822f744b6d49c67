"""Web: the timelines that there are, for a page that leads to them."""

from dataclasses import dataclass
from typing import Final

import orjson

from service.domain.queries import PAGING, PLAIN_WORDS
from service.domain.records import TIMELINE
from service.domain.selections import Record
from service.domain.wordlist import Word, read_words
from service.storage import lists

_SHOWN: Final = 6
"""Timelines on a page that is about something else."""
_WORDS: Final[tuple[Word, ...]] = (*PLAIN_WORDS, *PAGING)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some timelines, in the order of their ids, and the cursor behind them (None: these are all)."""

    timelines: list[Record]
    next: str | None


def shelf(limit: int = _SHOWN, cursor: str | None = None) -> Shelf:
    """The first timelines, or those behind a cursor: one query. Raises Invalid for a cursor that is none."""
    asked = [("limit", str(limit)), *([("cursor", cursor)] if cursor else [])]
    found = lists.search(TIMELINE, read_words(_WORDS, asked))
    return Shelf([orjson.loads(body) for body in found.bodies], found.next)
