"""Domain: the words of questions about chains: paths, reactions, findings."""

from dataclasses import replace
from typing import Final

from service.domain.findings.finding import FINDINGS
from service.domain.moments import AS_OF
from service.domain.queries import CURSOR, EVENT_FILTERS, LIMIT, LINK_WORDS, TIMELINE, WALK_WORDS, record_id
from service.domain.wordlist import Word, choice, whole

_DEPTH: Final = next(word for word in WALK_WORDS if word.name == "depth")

PATH_WORDS: Final = (
    Word(
        "from",
        "The event on the side of the causes.",
        record_id,
        required=True,
        example="2024-11-missile-permission-us",
    ),
    Word("to", "The event on the side of the responses.", record_id, required=True, example="2024-11-missile-strike"),
    *LINK_WORDS,
    Word("max", "Shortest chains at most.", default=10, **whole(1, 100)),
    replace(_DEPTH, summary="Links in a chain at most, or `all`.", default=100),
    AS_OF,
)

REACTIONS: Final = ("dyad", "kind", "type")
REACTION_WORDS: Final = (
    Word(
        "by",
        "Counted per pair of actors (initiator or speaker of the cause, then of the response), per pair of kinds, or "
        "per type and stance of the relation.",
        default="dyad",
        **choice(*REACTIONS),
    ),
    *EVENT_FILTERS,
    TIMELINE,
    *(word for word in LINK_WORDS if word.name != "family"),
    Word("limit", "Pairs at most, the most frequent first.", default=50, **whole(1, 500)),
    AS_OF,
)

FINDING_WORDS: Final = (
    Word(
        "finding",
        "Findings of these kinds. Repeat or comma: any of.",
        many=True,
        **choice(*FINDINGS),
    ),
    *EVENT_FILTERS,
    TIMELINE,
    *(word for word in LINK_WORDS if word.name != "family"),
    LIMIT,
    CURSOR,
    AS_OF,
)
