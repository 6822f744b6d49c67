"""Commands that bring records in and take them out."""

import gc
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Final, cast

import click

from service.commands.opened import database, migrated, stamp
from service.domain.moments import refuse_future
from service.domain.queries import EVENT_WORDS, Query
from service.domain.selections import Selection
from service.domain.wordlist import read_words
from service.feeds.explanation import EXPLAIN, explanation
from service.feeds.feed import Feed
from service.feeds.registry import FEEDS
from service.intake.imports import Mode, run
from service.intake.readers import Reading
from service.intake.reports import Report
from service.progress import shown
from service.storage import schema, selections

SELDOM: Final = (50_000, 20, 50)
"""When a load looks for garbage in cycles (gc.set_threshold): of the millions of objects it makes, none is in one."""


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@click.command(short_help="Load records from files and folders.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--mode",
    type=click.Choice(["atomic", "partial"]),
    default="atomic",
    show_default=True,
    help="Everything or nothing, while writers wait; or what is good, while they write.",
)
@click.option("--dry-run", is_flag=True, help="Judge every record, store nothing.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there are events already.")
def load(paths: tuple[Path, ...], mode: str, dry_run: bool, if_empty: bool) -> None:
    """Load records from files or folders of .yaml, .json, .ndjson and .csv; a repeat changes nothing.

    TimelineJS's spreadsheet and its JSON are read too; notes say what of them no record has a place for.

    Exit code 1, with file, line and reason, when anything was refused.
    """
    with database():
        schema.migrate(stamp())
        if if_empty and not selections.is_empty():
            click.echo("there are events already; nothing was loaded")
            return
        lines = Reading(paths)
        with _seldom_collecting(), shown(lines.expected) as progress:
            report = run(lines, stamp(), mode=cast(Mode, mode), dry_run=dry_run, progress=progress)
    _tell(report, dry_run)


def _tell(report: Report, dry_run: bool) -> None:
    for about, remarks in (("", report.errors), ("note: ", report.notes)):
        for remark in remarks:
            place = f"{remark.pointer} " if remark.pointer else ""
            click.echo(f"{remark.source}:{remark.line}: {about}{place}{remark.detail}", err=True)
    counts = (
        f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged, {report.rejected} rejected"
    )
    click.echo(counts + (" (dry run: nothing was stored)" if dry_run else ""))
    if report.rejected:
        sys.exit(1)


@click.command()
@click.option(
    "--feed",
    type=click.Choice(list(FEEDS)),
    metavar="NAME",
    default="events.ndjson",
    show_default=True,
    help=f"Format: {', '.join(FEEDS)}.",
)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=10_000, show_default=True, help="For feeds that do not stream."
)
@click.argument("words", nargs=-1, metavar="[WORD=VALUE]...")
def export(feed: str, limit: int, words: tuple[str, ...]) -> None:
    """Write a feed of the selected events to standard output.

    The words are those of GET /v1/events, such as kind=strike or since=2024-11, and the feed's own: everything=true
    makes of the default a copy of the whole chronicle.
    """
    chosen = FEEDS[feed]
    pairs = [(name, value) for name, _, value in (word.partition("=") for word in words)]
    with migrated():
        query = chosen.narrow(read_words((*EVENT_WORDS, EXPLAIN, *chosen.words), pairs))
        refuse_future(query, stamp().time)
        chosen = explanation(chosen) if query["explain"] else chosen
        with _chosen(chosen, query, limit) as selection:
            sys.stdout.writelines(chosen.text(selection, query))


def _chosen(feed: Feed, query: Query, limit: int) -> AbstractContextManager[Selection]:
    """The selection that a feed takes."""
    if feed.streams:
        return selections.stream(query, verbatim=feed.verbatim)
    return nullcontext(selections.select(query, limit=limit, omits=feed.omits, at_a_glance=feed.at_a_glance))
