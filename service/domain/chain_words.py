"""Domain: the words of questions about chains: paths, reactions, findings."""

from dataclasses import replace
from typing import Final

from service.domain.queries import LINK_WORDS, WALK_WORDS, record_id
from service.domain.wordlist import Word, whole

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
)
