"""What a read as of a moment costs: the same questions asked of now and of then, as ratios in one run.

    python -m bench moments [--url sqlite:///…|postgresql://…] [--events 100000] [--versions 5] [--rounds 15]

Events with tags, kinds, actors and figures, all rewritten again and again, a fifth to another kind each time.
The database is made anew and should be thrown away afterwards.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
from peewee import chunked
from rich.console import Console
from rich.progress import track
from rich.table import Table

from service.domain.changes import Stamp
from service.domain.figure_words import FIGURE_WORDS
from service.domain.queries import ACTOR_WORDS, EVENT_WORDS, FACET_WORDS, PAGING, RELATION_WORDS, WALK_WORDS
from service.domain.records import Draft
from service.domain.wordlist import Word, read_words
from service.intake.records import read
from service.storage import engine, events, figures, journal, lists, records, schema, selections, walks
from service.storage.store import store

BATCH: Final = 1_000
KINDS: Final = ("strike", "talks", "statement", "report")
MOMENTS: Final = (0.1, 0.3, 0.5, 0.7, 0.9)
"""How far into the journal the questions are asked."""
STAMP: Final = Stamp("bench", 0)

LIST = (*EVENT_WORDS, *PAGING)
QUESTIONS: Final[dict[str, tuple[Callable[[Any], Any], tuple[Word, ...], dict[str, str]]]] = {
    "one event": (lambda query: records.find("event", "e1", query["as_of"]), EVENT_WORDS, {}),
    "list": (events.search, LIST, {}),
    "list, newest first": (events.search, LIST, {"sort": "-date"}),
    "list, last changed": (events.search, LIST, {"sort": "-updated"}),
    "list of a kind": (events.search, LIST, {"kind": "strike"}),
    "list of two kinds": (events.search, LIST, {"kind": "strike,talks"}),
    "list of a tag": (events.search, LIST, {"tag": "t3", "sort": "-date"}),
    "list of an actor and kind": (events.search, LIST, {"kind": "strike", "actor": "a7"}),
    "full text": (events.search, LIST, {"q": "word17"}),
    "window": (events.search, LIST, {"since": "1950", "until": "1951"}),
    "counted list": (events.search, LIST, {"kind": "strike", "count": "true"}),
    "facets": (events.facets, FACET_WORDS, {"facet": "kind"}),
    "facets of an actor": (events.facets, FACET_WORDS, {"facet": "kind", "actor": "a7"}),
    "walk of ten levels": (partial(walks.responses, "e100"), WALK_WORDS, {"depth": "10", "family": "evidence"}),
    "relations": (partial(lists.search, "relation"), (*RELATION_WORDS, *PAGING), {}),
    "actors": (partial(lists.search, "actor"), (*ACTOR_WORDS, *PAGING), {}),
    "figures": (figures.search, (*FIGURE_WORDS, *PAGING), {"metric": "losses"}),
    "feed of 500": (partial(selections.select, limit=500), EVENT_WORDS, {"kind": "strike"}),
}


class Chronicle:
    """Events that are written over and over."""

    def __init__(self, size: int) -> None:
        self.chance = random.Random(3)
        self.dates = [f"{self.chance.randrange(1900, 2025)}-{self.chance.randrange(1, 13):02}" for _ in range(size)]
        self.actors = [self.chance.randrange(200) for _ in range(size)]
        self.kinds = [self.chance.choice(KINDS) for _ in range(size)]

    def version(self, number: int) -> Iterator[Draft]:
        """Every event once more."""
        for event, date in enumerate(self.dates):
            if number and self.chance.random() < 0.2:
                self.kinds[event] = self.chance.choice(KINDS)
            body = {"id": f"e{event}", "title": f"Event word{event % 997} as told {number}", "start": date}
            listed = {"tags": [f"t{event % 50}"], "actors": [{"actor": f"a{self.actors[event]}"}]}
            claimed = {"figures": [{"metric": "losses", "value": event}]} if event % 10 == 0 else {}
            yield read("event", body | {"kind": self.kinds[event], "summary": "as it was " * 20} | listed | claimed)

    def links(self) -> Iterator[Draft]:
        """From each event to the next."""
        for event in range(len(self.dates) - 1):
            yield read("relation", {"type": "reports", "cause": f"e{event}", "response": f"e{event + 1}"})


def fill(size: int, versions: int) -> None:
    """Writes everything through the one way in which records are written."""
    chronicle = Chronicle(size)
    put((read("actor", {"id": f"a{number}", "name": f"Actor {number}"}) for number in range(200)), "actors")
    for number in range(versions):
        put(chronicle.version(number), f"version {number + 1} of {versions}")
        if number == 0:
            put(chronicle.links(), "relations")
    engine.analyse()


def put(drafts: Iterator[Draft], what: str) -> None:
    """Stores drafts, a batch a transaction."""
    for batch in track(chunked(drafts, BATCH), description=what, console=Console(stderr=True), total=None):
        with engine.writing():
            store(batch, STAMP)


def seconds(ask: Callable[[], Any], rounds: int) -> float:
    """The median time of a question."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


@click.command()
@click.option("--url", help="An empty database to fill; default: an SQLite file that is thrown away.")
@click.option("--events", "size", default=100_000, show_default=True, help="Events.")
@click.option("--versions", default=5, show_default=True, help="Versions of each.")
@click.option("--rounds", default=15, show_default=True, help="Times that each question is asked; the median counts.")
def main(url: str | None, size: int, versions: int, rounds: int) -> None:
    """Time reads as of five moments as multiples of the same read of now."""
    table = Table("read", *(f"at {share:.0%}" for share in MOMENTS), "worst")
    with tempfile.TemporaryDirectory() as folder:
        engine.connect(url or f"sqlite:///{Path(folder) / 'moments.db'}")
        schema.migrate(STAMP)
        fill(size, versions)
        with engine.reading():
            head = journal.head().seq
        for name, (ask, words, given) in QUESTIONS.items():
            now = seconds(partial(ask, read_words(words, list(given.items()))), rounds)
            asked = [read_words(words, [*given.items(), ("as_of", str(int(head * share)))]) for share in MOMENTS]
            ratios = [seconds(partial(ask, query), rounds) / now for query in asked]
            table.add_row(name, *(f"{ratio:.1f}" for ratio in ratios), f"{max(ratios):.1f}")
        engine.close()
    Console().print(table)


if __name__ == "__main__":
    main()
