"""Feeds: what a feed is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service.domain.selections import Selection
from service.domain.wordlist import Word


@dataclass(frozen=True, slots=True)
class Feed:
    """One output format: a name that is its address, and a pure function that makes its text."""

    name: str
    media_type: str
    summary: str
    render: Callable[[Selection], Iterable[str]]
    streams: bool = False
    """True: carries every selected event, whatever their number; False: at most `limit`."""
    words: tuple[Word, ...] = ()
    """Query words of its own, handed to `render` in Selection.options."""
