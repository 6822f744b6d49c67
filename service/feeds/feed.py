"""Feeds: what a feed is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.domain.queries import Query
from service.domain.selections import Selection
from service.domain.wordlist import Word
from service.feeds.losses import Loss, nothing


def as_asked(query: Query) -> Query:
    """The choice of events of a feed whose own words have no part in it."""
    return query


@dataclass(frozen=True, slots=True)
class Feed:
    """One output format: a name that is its address, and a pure function that makes its text."""

    name: str
    media_type: str
    summary: str
    render: Callable[[Selection], Iterable[str]]
    streams: bool = False
    """True: carries every selected event, whatever their number; False: at most `limit`."""
    verbatim: bool = False
    """True: takes the records of a stream as the texts that are stored, so that none is decoded and made again."""
    words: tuple[Word, ...] = ()
    """Query words of its own, handed to `render` in Selection.options."""
    narrow: Callable[[Query], Query] = as_asked
    """What its own words mean for the choice of events."""
    drops: Callable[[Selection], Iterable[Loss]] = nothing
    """What of a selection it leaves out, by the rule by which it is rendered; asked with every answer, so cheap."""
    alters: Callable[[Selection], Iterable[Loss]] = nothing
    """What it shows otherwise than it is stored."""
    omits: tuple[str, ...] = ()
    """Fields of every event for which the format has no place, so that what they name need not be read."""
    at_a_glance: bool = False
    """True: looks at no field of an event behind its `status`, nor of a relation behind its `confidence`, but at the
    sources of both where some were withdrawn."""

    def asked(
        self, selection: Selection, asked: Mapping[str, Any], *, base_url: str = "", address: str = ""
    ) -> Selection:
        """The selection as `render`, `drops` and `alters` take it; `asked` has the values of the feed's own words."""
        options = {word.name: asked[word.name] for word in self.words}
        return replace(selection, options=options, base_url=base_url, address=address)

    def text(self, selection: Selection, asked: Mapping[str, Any], *, base_url: str = "") -> Iterable[str]:
        """The feed of a selection."""
        return self.render(self.asked(selection, asked, base_url=base_url))
