"""Test support: what is taken out of one database and put into another, as the command does it, in this process."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from service.domain.changes import Stamp
from service.domain.queries import EVENT_WORDS
from service.domain.wordlist import read_words
from service.feeds.registry import FEEDS
from service.intake.imports import run
from service.intake.readers import read_lines
from service.storage import engine, selections
from tests.support.databases import PostgresDatabases, SqliteDatabases


@contextmanager
def database(databases: SqliteDatabases | PostgresDatabases) -> Iterator[None]:
    """A database of its own, connected, with the built-in kinds and nothing else."""
    with databases.fresh() as url:
        engine.connect(url)
        try:
            yield
        finally:
            engine.close()


def load(text: str, suffix: str = "ndjson") -> None:
    """Imports records; nothing of them may be refused."""
    report = run(read_lines(io.BytesIO(text.encode()), suffix=suffix), Stamp("tester", 1_000_000))
    assert report.errors == []


def export(name: str, **words: str) -> str:
    """A feed of the events that these words select."""
    feed = FEEDS[name]
    query = read_words((*EVENT_WORDS, *feed.words), words.items())
    if not feed.streams:
        return "".join(feed.text(selections.select(query, limit=1000), query))
    with selections.stream(query) as selection:
        return "".join(feed.text(selection, query))
