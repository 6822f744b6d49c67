"""What a larger chronicle costs: the same reads over HTTP of ever more events, as multiples of the smallest.

Each question is asked once, of one process. So that a page is as full in a small chronicle as in a large one, windows
are as wide as 400 events need, and words, kinds, actors and places are common ones.
"""

import random
import statistics
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from itertools import accumulate, islice
from pathlib import Path
from typing import Final

import orjson

from bench import venv
from bench.files import Files, Known
from bench.generator import DAYS
from bench.processes import HOST
from bench.servers import Causeline, address
from bench.vocabulary import ACTORS, KINDS, PLACES, WORDS

WARMING: Final = 5
ASKED: Final = 35
WINDOW: Final = 400
"""Events that begin within a window."""

Paths = Iterator[str]
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Costs:
    """Of one size: for each question the median of its seconds, or the mean of the server's processor time."""

    events: int
    seconds: dict[str, float]


def first_pages(_known: Known, chance: random.Random) -> Paths:
    """From forty to sixty events, from either end."""
    pages = [(sort, limit) for sort in ("date", "-date") for limit in range(40, 60)]
    chance.shuffle(pages)
    yield from (address("/v1/events", {"sort": sort, "limit": str(limit)}) for sort, limit in pages)


def windows(known: Known, chance: random.Random, **words: str) -> Paths:
    """Of 400 events the first fifty, or the newest."""
    total = list(accumulate(known.days))
    while True:
        first = chance.randrange(max(1, bisect_left(total, total[-1] - WINDOW)))
        last = min(bisect_left(total, total[first] + WINDOW), DAYS - 1)
        span = {"since": known.day(first), "until": known.day(last)}
        yield address("/v1/events", {**words, **span, "sort": chance.choice(("date", "-date"))})


def filtered(known: Known, chance: random.Random) -> Paths:
    """Of a kind, newest first, up to a day."""
    for day in _days(known, chance):
        yield address("/v1/events", {"kind": chance.choice(KINDS[:5]), "until": day, "sort": "-date"})


def boxes(known: Known, chance: random.Random) -> Paths:
    """Around a place where much happens."""
    for day in _days(known, chance):
        place = chance.choice(PLACES.values[:5])
        west, south = place["lon"] - chance.random(), place["lat"] - chance.random()
        box = ",".join(f"{edge:.3f}" for edge in (west, south, west + 1, south + 1))
        yield address("/v1/events", {"bbox": box, "until": day, "sort": "-date"})


def texts(known: Known, chance: random.Random) -> Paths:
    """A word that many have."""
    for day in _days(known, chance):
        yield address("/v1/events", {"q": chance.choice(WORDS.values[:100]), "until": day, "sort": "-date"})


def actors(known: Known, chance: random.Random) -> Paths:
    """Of an actor, in a window."""
    yield from windows(known, chance, actor=chance.choice(ACTORS.values[:3]))


def facets(known: Known, chance: random.Random) -> Paths:
    """How often which kind and tag, of an actor: this may grow, for it counts."""
    for day in _days(known, chance):
        yield address("/v1/facets", {"facet": "kind,tag", "actor": chance.choice(ACTORS.values[:3]), "until": day})


def chains(known: Known, chance: random.Random) -> Paths:
    """Ten levels of responses, twenty events."""
    while True:
        words = {"depth": "10", "limit": str(chance.randrange(500, 5_000))}
        yield address(f"/v1/events/{chance.choice(known.roots)}/responses", words)


def _days(known: Known, chance: random.Random) -> Iterator[str]:
    """Days of the newest fifth."""
    while True:
        yield known.day(chance.randrange(DAYS * 4 // 5, DAYS))


QUESTIONS: Final[dict[str, Callable[[Known, random.Random], Paths]]] = {
    "page 1": first_pages,
    "a window": windows,
    "a filtered list": filtered,
    "a box on the map": boxes,
    "full text": texts,
    "an actor in a window": actors,
    "facets of an actor": facets,
    "a chain": chains,
}
COUNTING: Final = {"facets of an actor"}
FLAT: Final = 1.5
"""So many times the cost at the smallest size are allowed at the largest."""
DEEP: Final = "the page in the middle (of a million: 10,000)"


def costs(files: Files, database: Path, told: Told, *, by: str) -> Costs:
    """Asks everything of a Causeline that serves the chronicle by one process."""
    known = files.known()
    measure = {"wall": _median, "cpu": _processor}[by]
    with tempfile.TemporaryDirectory(dir=venv.CACHE) as folder:
        server = Causeline(files, Path(folder), loaded=database, workers=1)
        server.start()
        try:
            seconds = {}
            for name, paths in (QUESTIONS | {DEEP: partial(deep_pages, server)}).items():
                told(f"{files.events:,} events: {name}")
                asked = list(islice(paths(known, random.Random(name)), WARMING + ASKED))
                _median(server, asked[:WARMING])
                seconds[name] = measure(server, asked[WARMING:])
        finally:
            server.end()
    return Costs(files.events, seconds)


def deep_pages(server: Causeline, known: Known, _chance: random.Random) -> Paths:
    """Pages of fifty around the middle, which is come to by larger pages: a cursor holds for any limit."""
    step = max(1, min(500, len(known.ids) // 100))
    cursors: list[str] = []
    following = address("/v1/events", {"limit": str(step)})
    for _ in range(len(known.ids) // 2 // step):
        following = orjson.loads(server.get(following)[0])["next"].removeprefix(server.base)
        cursors.append(following.replace(f"limit={step}", "limit=50"))
    yield from reversed(cursors)


def _median(server: Causeline, paths: list[str]) -> float:
    taken = []
    with closing(HTTPConnection(HOST, server.port)) as connection:
        for path in paths:
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            taken.append(time.perf_counter() - began)
            if answer.status != 200:
                raise SystemExit(f"{path} is answered with {answer.status}")
    return statistics.median(taken)


def _processor(server: Causeline, paths: list[str]) -> float:
    assert server.running, "it was started"
    before = server.running.usage().seconds
    _median(server, paths)
    return (server.running.usage().seconds - before) / len(paths)


def lines(of_sizes: list[Costs]) -> Iterator[str]:
    """A row a question, a column a size, as multiples of the smallest, in Markdown."""
    smallest, *larger = of_sizes
    yield f"| | {' | '.join(f'{costs.events:,}' for costs in of_sizes)} | at most {FLAT} |"
    yield "|---" * (len(of_sizes) + 2) + "|"
    for name, least in smallest.seconds.items():
        multiples = [costs.seconds[name] / least for costs in larger]
        flat = "may grow" if name in COUNTING else "✓" if max(multiples, default=1) <= FLAT else "✗"
        yield f"| {name} | {' | '.join(f'{multiple:.2f}' for multiple in (1, *multiples))} | {flat} |"
