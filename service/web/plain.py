"""Web: the reads that a front page asks for most, straight from storage: the way through Flask costs more than they do.

Flask answers them too, in the same words: to callers with a condition, and whenever something is wrong.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import unquote_plus

from service.domain.moments import AS_OF, refuse_future
from service.domain.preconditions import etag
from service.domain.queries import Query
from service.domain.wordlist import Word, Wordlist
from service.storage import records
from service.storage.journal import Head
from service.storage.pages import Page
from service.storage.walks import Walked
from service.web import hardening, joined
from service.web.access import Reader
from service.web.addresses import with_words
from service.web.answers import JSON, link
from service.web.caching import PRIVATE, SHARED, VARY, tag_of, weak

_PATH: Final = re.compile(r"(/v1/[a-z]+)(?:/([a-z0-9][a-z0-9._-]{0,119})(/[a-z]+)?)?")
"""The addresses of plain reads; an id that could not be one is Flask's to refuse."""


class Asked(NamedTuple):
    """A request for what the journal decides: as who, the service's root, a path and a query as they were sent."""

    reader: Reader
    root_url: str
    path: str
    query: str

    def tag(self, head: Head, query: Query) -> str:
        """The tag of the answer."""
        return tag_of(head, self.root_url, self.path, query, known=self.reader != "anyone")


@dataclass(frozen=True, slots=True)
class Told:
    """What it is answered: of which route, under which entity tag."""

    route: str
    tag: str
    body: bytes
    following: str | None

    def headers(self, *, closed: bool) -> list[tuple[str, str]]:
        """All but what depends on where the reader comes from; `closed` where reading needs a token.

        A record is the same for all who may read it, and in no coding: only whether they may depends on their token.
        """
        by_token = ["Authorization"] if closed else []
        varying = VARY if self.tag.startswith("W/") else by_token
        lasting = ("Cache-Control", PRIVATE if closed else SHARED)
        own = [("ETag", self.tag), ("Content-Length", str(len(self.body))), ("Vary", ", ".join([*varying, "Origin"]))]
        more = [] if self.following is None else [("Link", link(self.following))]
        return [*_HEADERS, lasting, *own, *more]


class _Found(NamedTuple):
    """A text, the address of what follows, and a strong tag: None where the journal's head makes a weak one."""

    text: str
    following: str | None = None
    tag: str | None = None


_Given = list[tuple[str, str]]
_Find = Callable[[Query, str, Callable[[str], str]], _Found]
"""Given the words, the id in the path, and how a cursor becomes an address."""
_READS: Final[dict[str, tuple[Wordlist, _Find]]] = {}
_HEADERS: Final = [("Content-Type", JSON), *hardening.HEADERS.items()]


def add_record(route: str, record_type: str) -> None:
    """A route that answers a record."""

    def find(query: Query, record_id: str, _address: Callable[[str], str]) -> _Found:
        moment = query[AS_OF.name]
        found = records.find(record_type, record_id, moment)
        return _Found(found.body, tag=None if moment else f'"{etag(found.version)}"')

    _READS[route] = Wordlist((AS_OF,)), find


def add_list(route: str, words: Sequence[Word], search: Callable[[Query], Page]) -> None:
    """A route that answers a page of a list."""

    def find(query: Query, _record_id: str, address: Callable[[str], str]) -> _Found:
        found = search(query)
        following = None if found.next is None else address(found.next)
        return _Found(joined.page(found, following), following)

    _READS[route] = Wordlist(words), find


def add_walk(route: str, words: Sequence[Word], walk: Callable[[str, Query], Walked]) -> None:
    """A route that answers a walk."""
    _READS[route] = Wordlist(words), lambda query, record_id, _address: _Found(joined.walk(walk(record_id, query)))


def route_of(path: str) -> tuple[str, str]:
    """The route of a plain read and the id in its path; '' where the path is none's."""
    matched = _PATH.fullmatch(path)
    collection, record_id, walk = matched.groups("") if matched else ("", "", "")
    route = f"{collection}{'/<record:record_id>' if record_id else ''}{walk}"
    return (route, record_id) if route in _READS else ("", "")


def tell(asked: Asked, head: Head, now: int) -> Told | None:
    """The answer; None where it is Flask's to give. Raises Refused, also for a moment after `now` (microseconds)."""
    route, record_id = route_of(asked.path)
    given = _given(asked.query) if route else None
    if given is None:
        return None
    words, find = _READS[route]
    query = words.read(given)
    refuse_future(query, now)
    found = find(query, record_id, lambda cursor: with_words(asked.root_url, asked.path, given, cursor=cursor))
    tag = found.tag or weak(asked.tag(head, query))
    return Told(route, tag, found.text.encode(), found.following)


def _given(query: str) -> _Given | None:
    """The (name, text) pairs of a query; None where they are not UTF-8."""
    try:
        pairs = (pair.partition("=") for pair in query.encode("latin-1").decode().split("&") if pair)
        return [(unquote_plus(name, errors="strict"), unquote_plus(text, errors="strict")) for name, _, text in pairs]
    except UnicodeError:
        return None
