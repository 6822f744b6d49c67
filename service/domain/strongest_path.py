"""Domain: the chain from a cause to a response whose weakest link is strongest."""

from dataclasses import dataclass

from service.domain.chains import LinksOf
from service.domain.paths import Chain, Ends, shortest


@dataclass(frozen=True, slots=True)
class Strongest:
    """The chain whose least confident link is most confident (none counts as 0); shortest, then first in order."""

    chain: Chain
    cut: bool = False

    @property
    def weakest(self) -> int | None:
        """The confidence of the weakest link; None for a chain without links."""
        return min((link.confidence for link in self.chain), default=None)


def strongest(ends: Ends, first: Chain) -> Strongest:
    """Better than `first`, a chain between these ends, as long as a stronger one of at most `depth` links exists.

    Halves the range of confidences: seven searches at most.
    """
    best, low, high, cut = first, (Strongest(first).weakest or 0) + 1, 100 if first else 0, False
    while low <= high:
        level = (low + high + 1) // 2
        found = shortest(_at_least(ends, level), limit=1)
        if found.chains:
            best = found.chains[0]
            low = (Strongest(best).weakest or 0) + 1
        else:
            high, cut = level - 1, cut or found.cut
    return Strongest(best, cut)


def _at_least(ends: Ends, confidence: int) -> Ends:
    def strong(links_of: LinksOf) -> LinksOf:
        return lambda events: (link for link in links_of(events) if link.confidence >= confidence)

    return Ends(ends.cause, ends.response, strong(ends.onward), strong(ends.backward), ends.depth)
