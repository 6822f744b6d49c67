"""Web: what stands around an event: what led to it, what came of it, and what it is part of."""

from dataclasses import dataclass
from typing import Any, Final

from service.domain.graph_words import GRAPH_WORDS, link_query
from service.domain.moments import AS_OF, Moment
from service.domain.queries import EVENT_WORDS, WALK_WORDS, Query
from service.domain.wordlist import Word, read_words
from service.storage import walks
from service.storage.walks import Walked

LIMIT: Final = 100
"""Events on each side of a chain."""
FAMILIES: Final = "causal,sequence,evidence"
"""What a chain follows; the parts of a whole are no steps from one to the next."""
VIEW_WORDS: Final[tuple[Word, ...]] = tuple(
    word for word in GRAPH_WORDS if word.name not in ("around", "way", "depth", "alone")
)
"""According to whom a chain is told: the words of the graph feeds that choose relations."""
EVERYONE: Final[Query] = read_words(VIEW_WORDS, [])

_CHAIN: Final = (("depth", "all"), ("family", FAMILIES), ("limit", str(LIMIT)))
_WHOLE: Final = (("depth", "1"), ("family", "structure"), ("limit", str(LIMIT)))


@dataclass(frozen=True, slots=True)
class Sides:
    """Both walks from an event."""

    causes: Walked
    responses: Walked

    @property
    def events(self) -> set[str]:
        """Everything that was reached, the root too."""
        return self.causes.depths.keys() | self.responses.depths.keys()


def chain(event: str, view: Query = EVERYONE, moment: Moment | None = None) -> Sides:
    """The chain that an event stands in, according to `view` (VIEW_WORDS), as of a moment. Raises NotFound."""
    said = {name: value for name, value in link_query(view).items() if value not in (None, ())}
    return _sides(event, read_words(WALK_WORDS, _CHAIN) | said | {AS_OF.name: moment})


def around(event: str, chained: Sides, moment: Moment | None = None) -> Query:
    """The event words that select an event with its chain, what it is part of and what is part of it."""
    asked = {AS_OF.name: moment}
    ids = chained.events | _sides(event, read_words(WALK_WORDS, _WHOLE) | asked).events
    return read_words(EVENT_WORDS, [("id", one) for one in sorted(ids)]) | asked


def _sides(event: str, query: dict[str, Any]) -> Sides:
    return Sides(walks.causes(event, query), walks.responses(event, query))
