"""A walk costs what it returns: the same 10,000 relations, walked in ever larger tables, as ratios to the smallest.

    python -m bench walks [--url sqlite:///…|postgresql://…] [--sizes 1000,10000,100000,1000000] [--rounds 15]

A planted graph of 4,000 events in 40 layers with 10,000 relations stands among `size` other events, 1.2 relations each.
The database is made anew and should be thrown away afterwards.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from service.domain import events, relations
from service.domain.changes import Stamp
from service.domain.queries import WALK_WORDS
from service.domain.records import EVENT, RELATION, Document, Draft, encode
from service.domain.wordlist import read_words
from service.intake.records import fields
from service.storage import engine, journal, rows, schema, walks

LAYERS, WIDTH, LINKS = 40, 100, 10_000
BATCH = 5_000


def planted(chance: random.Random) -> Iterator[Draft]:
    """The graph that is walked: every event of a layer answers one of the layer before, and more at random."""
    for layer in range(LAYERS):
        for place in range(WIDTH):
            yield event(f"p{layer}-{place}", layer)
    links = {(f"p{layer - 1}-{place}", f"p{layer}-{place}") for layer in range(1, LAYERS) for place in range(WIDTH)}
    links |= {("root", f"p0-{place}") for place in range(WIDTH)}
    while len(links) < LINKS:
        layer = chance.randrange(1, LAYERS)
        links.add((f"p{layer - 1}-{chance.randrange(WIDTH)}", f"p{layer}-{chance.randrange(WIDTH)}"))
    yield event("root", 0)
    yield from (link(*pair) for pair in sorted(links))


def others(first: int, last: int, chance: random.Random) -> Iterator[Draft]:
    """Events that have nothing to do with it, and 1.2 relations each between them."""
    for number in range(first, last):
        yield event(f"e{number}", number % 10_000)
    for number in range(int(first * 1.2), int(last * 1.2)):
        response = chance.randrange(1, last)
        yield link(f"e{max(0, response - chance.randrange(1, 200))}", f"e{response}", number=number)


def event(record_id: str, day: int) -> Draft:
    """An event so many days after the beginning of 2000."""
    start = time.strftime("%Y-%m-%d", time.gmtime(946_684_800 + day * 86_400))
    return events.draft(record_id, fields(EVENT, {"title": f"Event {record_id}", "start": start}))


def link(cause: str, response: str, *, number: int = 0) -> Draft:
    """A relation of the viewpoint that nobody else has, so that chance makes none twice."""
    body = {"type": "responds_to", "cause": cause, "response": response, "asserted_by": f"actor-{number}"}
    return relations.draft(f"{cause}-{response}-{number}", fields(RELATION, body))


class Filling:
    """Puts rows straight into their tables: the journal and the rules are not what is measured here."""

    def __init__(self) -> None:
        with engine.reading():
            self.seq = journal.head().seq

    def put(self, drafts: Iterable[Draft], *, what: str) -> None:
        """Stores drafts, a batch a transaction."""
        console = Console(stderr=True)
        for (_, record_type), batch in groupby(
            enumerate(track(drafts, description=what, console=console)), key=lambda row: (row[0] // BATCH, row[1].type)
        ):
            made = [draft for _, draft in batch]
            documents = {draft.id: document(record_type, draft) for draft in made}
            seqs = {draft.id: seq for seq, draft in enumerate(made, start=self.seq + 1)}
            with engine.writing():
                rows.write(made, documents, seqs, ())
            self.seq += len(made)


def document(record_type: str, draft: Draft) -> Document:
    """What a read sends, without the server's times."""
    return Document(record_type, draft.id, 1, encode({"id": draft.id, **draft.fields, **draft.derived, "version": 1}))


def walk_seconds(rounds: int) -> float:
    """The median time of the whole walk from the root."""
    query = read_words(WALK_WORDS, [("depth", "all"), ("limit", "5000")])
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        walked = walks.responses("root", query)
        taken.append(time.perf_counter() - began)
    if (len(walked.events), len(walked.relations)) != (LAYERS * WIDTH + 1, LINKS):
        raise SystemExit(f"the walk found {len(walked.events)} events and {len(walked.relations)} relations")
    return statistics.median(taken)


@click.command()
@click.option("--url", help="An empty database to fill; default: an SQLite file that is thrown away.")
@click.option("--sizes", default="1000,10000,100000,1000000", show_default=True, help="Other events in the table.")
@click.option("--rounds", default=15, show_default=True, help="Walks at each size; the median counts.")
def main(url: str | None, sizes: str, rounds: int) -> None:
    """Time the same walk of 10,000 relations in tables of growing size, as ratios to the smallest."""
    chance = random.Random(1)
    table = Table("other events", "other relations", "walk, as a multiple of the smallest")
    with tempfile.TemporaryDirectory() as folder:
        engine.connect(url or f"sqlite:///{Path(folder) / 'walks.db'}")
        schema.migrate(Stamp("bench", 0))
        filling = Filling()
        filling.put(planted(chance), what="planting")
        first, smallest = 0, 0.0
        for size in map(int, sizes.split(",")):
            filling.put(others(first, size, chance), what=f"filling to {size:,}")
            engine.analyse()
            taken = walk_seconds(rounds)
            first, smallest = size, smallest or taken
            table.add_row(f"{size:,}", f"{int(size * 1.2):,}", f"{taken / smallest:.2f}")
        engine.close()
    Console().print(table)


if __name__ == "__main__":
    main()
