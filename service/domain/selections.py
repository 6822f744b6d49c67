"""Domain: what a feed is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
"""A record as the API shows it (a decoded document)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Events with what belongs to them. Feeds that stream get iterators, the others lists.

    One that takes records verbatim gets their documents as text, each a str in the place of a Record.
    """

    events: Iterable[Record]
    """In the order of the list."""
    relations: Iterable[Record] = ()
    """Those with both ends among the events."""
    actors: Iterable[Record] = ()
    sources: Iterable[Record] = ()
    kinds: Iterable[Record] = ()
    """Actors, sources and kinds are those that the events and relations refer to."""
    timelines: Iterable[Record] = ()
    title: str = "Causeline"
    summary: str = ""
    since: int | None = None
    until: int | None = None
    """The window asked for, in seconds (domain.bounds); None is open."""
    truncated: bool = False
    """True when the limit left events off."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """The values of the feed's own words (Feed.words), defaults filled in."""
    base_url: str = ""
    """Where the service is reached, without a trailing slash; '' makes links relative."""
    address: str = ""
    """Where this very feed was asked for, its words included; '' where it was not asked for over HTTP."""
