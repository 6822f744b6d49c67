"""What a chronicle is written with: words, actors, places, tags, in the skew of real ones, the same in every run."""

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final, Generic, TypeVar

Value = TypeVar("Value")

KINDS: Final = (
    "strike", "statement", "report", "talks", "threat", "measurement", "denial", "sanction", "protest", "condemnation",
    "warning", "permission", "aid", "attack", "mobilize", "accuse", "election", "reject", "support", "request",
)  # fmt: skip
STATUSES: Final = ("reported", "confirmed", "claimed", "disputed", "planned")
ROLES: Final = ("initiator", "recipient", "participant", "speaker")
COUNTRIES: Final = ("UA", "RU", "US", "DE", "FR", "GB", "PL", "KP", "CN", "TR", "IR", "IL", "BY", "RO", "HU", "IT")

_CONSONANTS: Final = "bdfgklmnprstvz"
_VOWELS: Final = "aeiou"


class Skewed(Generic[Value]):
    """Values of which the first is chosen most: the n-th as often as 1 / n (Zipf's law)."""

    def __init__(self, values: Sequence[Value]) -> None:
        self.values = values
        self._weights = list(accumulate(1 / rank for rank in range(1, len(values) + 1)))

    def some(self, chance: random.Random, count: int) -> list[Value]:
        """So many values, which may repeat."""
        return chance.choices(self.values, cum_weights=self._weights, k=count)

    def one(self, chance: random.Random) -> Value:
        """A value."""
        return self.some(chance, 1)[0]

    def different(self, chance: random.Random, most: int) -> list[Value]:
        """From one to `most` values, none twice."""
        return list(dict.fromkeys(self.some(chance, chance.randint(1, most))))


def _words(count: int) -> list[str]:
    """Words of six letters: none is a part of another, so whoever seeks by LIKE finds what a word index finds."""
    chance = random.Random(7)
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(chance.choice(letters) for letters in (_CONSONANTS, _VOWELS) * 3)] = None
    return list(made)


WORDS: Final = Skewed(_words(5_000))
ACTORS: Final = Skewed([f"actor-{number}" for number in range(500)])
SOURCES: Final = Skewed([f"source-{number}" for number in range(1_000)])
TAGS: Final = Skewed([f"tag-{number}" for number in range(400)])
PLACES: Final = Skewed[dict[str, Any]](
    [
        {
            "name": f"Place {number}",
            "country": COUNTRIES[number % len(COUNTRIES)],
            "lat": round(20 + number * 7.31 % 50, 2),
            "lon": round(number * 13.7 % 180 - 60, 2),
        }
        for number in range(300)
    ]
)
KIND: Final = Skewed(KINDS)
STATUS: Final = Skewed(STATUSES)
