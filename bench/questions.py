"""What is asked: questions without number, the same in every run, each another."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, cycle, islice
from typing import Final

from bench.files import Known
from bench.generator import DAYS
from bench.vocabulary import KINDS, WORDS

FEED: Final = 2_000
DEPTH: Final = 10
REPEATED: Final = 8
"""So many addresses are asked over and over where answers repeat."""


@dataclass(frozen=True, slots=True)
class Question:
    """One request for events: `about` an event and what it led to, or for those that the words choose."""

    about: str | None = None
    words: dict[str, str] = field(default_factory=dict)


Asking = Callable[[Known], Iterator[Question]]


def lists(known: Known) -> Iterator[Question]:
    """Fifty events of a kind within a month to two years, newest first."""
    chance = random.Random("list")
    while True:
        first = chance.randrange(DAYS - 800)
        last = first + chance.randrange(30, 730)
        window = {"since": known.day(first), "until": known.day(last)}
        yield Question(words={"kind": chance.choice(KINDS), **window, "sort": "-date", "limit": "50"})


def ones(known: Known) -> Iterator[Question]:
    """Each event once, in no order."""
    order = list(range(len(known.ids)))
    random.Random("one").shuffle(order)
    return cycle(Question(known.ids[number]) for number in order)


def chains(known: Known) -> Iterator[Question]:
    """The ten levels that a story's first event led to; the limit, which none reaches, makes further addresses."""
    order = list(range(len(known.roots)))
    random.Random("chain").shuffle(order)
    for limit in cycle(range(500, 1_000)):
        yield from (Question(known.roots[number], {"depth": str(DEPTH), "limit": str(limit)}) for number in order)


def feeds(known: Known, *, exactly: bool = False) -> Iterator[Question]:
    """The newest 2,000 events up to a day; `exactly`: no window holds more, so that what has no limit sends as many."""
    chance = random.Random("feed")
    total = list(accumulate(known.days, initial=0))
    size = min(FEED, total[-1] // 2)
    days = range(bisect_left(total, size), DAYS)
    while True:
        last = chance.choice(days)
        enough = bisect_right(total, total[last + 1] - size) - 1
        first = enough if exactly else max(0, enough - chance.randrange(300))
        window = {"since": known.day(first), "until": known.day(last)}
        yield Question(words=window if exactly else {**window, "sort": "-date", "limit": str(size)})


def searches(known: Known) -> Iterator[Question]:
    """The newest fifty events up to a day that have a word, or two: common words and rare ones alike."""
    chance = random.Random("search")
    while True:
        ranks = (int(len(WORDS.values) ** chance.random()) - 1 for _ in range(chance.choice((1, 1, 2))))
        words = " ".join(WORDS.values[rank] for rank in ranks)
        until = known.day(chance.randrange(DAYS // 2, DAYS))
        yield Question(words={"q": words, "until": until, "sort": "-date", "limit": "50"})


ASKED: Final[dict[str, Asking]] = {
    "list": lists,
    "one": ones,
    "chain": chains,
    "feed": feeds,
    "ndjson": partial(feeds, exactly=True),
    "search": searches,
}
MIX: Final = ("list", "one", "list", "search", "one", "list", "chain", "one", "list")
"""Nine reads; the tenth request of a mix is a write."""


def some(name: str, known: Known, count: int) -> list[Question]:
    """The first questions of a workload."""
    return list(islice(ASKED[name](known), count))
