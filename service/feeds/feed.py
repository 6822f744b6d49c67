"""Feeds: what a feed is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

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

    def text(self, selection: Selection, asked: Mapping[str, Any], *, base_url: str = "") -> Iterable[str]:
        """The feed of a selection; `asked` has the values of its own words."""
        options = {word.name: asked[word.name] for word in self.words}
        return self.render(replace(selection, options=options, base_url=base_url))
