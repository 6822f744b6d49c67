"""Web: the events that the page of one event shows: its chain in both directions, and what it is part of."""

from typing import Final

from service.domain.queries import EVENT_WORDS, WALK_WORDS, Query
from service.domain.wordlist import read_words
from service.storage import walks

_WALKS: Final = (
    (("depth", "all"), ("family", "causal,sequence,evidence"), ("limit", "100")),
    (("depth", "1"), ("family", "structure"), ("limit", "100")),
)


def chain(event: str) -> Query:
    """The event words that select an event and its chain. Raises NotFound."""
    found = {event: 0}
    for words in _WALKS:
        query = read_words(WALK_WORDS, words)
        for walk in (walks.causes, walks.responses):
            found |= walk(event, query).depths
    return read_words(EVENT_WORDS, [("id", one) for one in found])
