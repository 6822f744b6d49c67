"""Domain: the words of the graph feeds: which relations are drawn, and around which event."""

from dataclasses import replace
from typing import Final

from service.domain.queries import LINK_WORDS, WALK_WORDS, Query, record_id
from service.domain.wordlist import Word, choice, truth

_OF_EVENTS: Final = ("type", "family")
"""Words of relations that mean something else on a list of events, or would seem to."""
_NAMES: Final = {word.name: f"relation_{word.name}" if word.name in _OF_EVENTS else word.name for word in LINK_WORDS}
_DEPTH: Final = next(word for word in WALK_WORDS if word.name == "depth")

WAYS: Final = {"causes": (False,), "responses": (True,), "both": (False, True)}
"""Which ways a walk goes from an event: forward is from cause to response."""

GRAPH_WORDS: Final = (
    *(replace(word, name=_NAMES[word.name]) for word in LINK_WORDS),
    Word(
        "around",
        "Only this event and what a walk from it reaches (over causal relations, unless relation_family or "
        "relation_type says otherwise).",
        record_id,
        example="2024-11-missile-strike",
    ),
    Word("way", "With around: where the walk goes.", default="both", **choice(*WAYS)),
    replace(_DEPTH, summary="With around: levels to walk, or `all`."),
    Word("alone", "Whether events without a relation are shown too.", default=False, **truth()),
)


def link_query(query: Query) -> Query:
    """The words that choose relations, by their names on walks; all None where a feed has no such words."""
    return {name: query.get(word) for name, word in _NAMES.items()}
