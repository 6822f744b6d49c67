"""The causeline command."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import cast

import click
from rich.console import Console
from rich.table import Table

from service import server
from service.app import now
from service.config import Settings
from service.domain.bounds import timestamp
from service.domain.changes import Stamp
from service.domain.errors import Refused
from service.domain.queries import EVENT_WORDS
from service.domain.tokens import SCOPES
from service.domain.wordlist import read_words
from service.feeds.registry import FEEDS
from service.intake.imports import Mode, Report, run
from service.intake.readers import read_path
from service.progress import shown
from service.storage import engine, schema, selections, tokens
from service.web.api import description

DESCRIPTION = Path("openapi.yaml")
COMMAND_LINE = "command line"
"""Whose name the journal gives to what is written from here."""


@contextmanager
def database() -> Iterator[None]:
    """The database of DATABASE_URL, closed at the end; a refusal becomes one line and exit code 1."""
    try:
        engine.connect(Settings.from_environment(os.environ).database_url)
        engine.require_folder()
        yield
    except (Refused, ValueError, OSError) as error:
        raise click.ClickException(getattr(error, "detail", str(error))) from error
    finally:
        engine.close()


@contextmanager
def migrated() -> Iterator[None]:
    """The same for what needs the tables and does not make them."""
    with database():
        if not schema.is_migrated():
            raise click.ClickException(engine.NOT_MIGRATED)
        yield


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="causeline")
def main() -> None:
    """Dated events, and what led to what: serve them, load them, take them out again.

    The database is DATABASE_URL (default sqlite:///causeline.db).
    """


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    envvar="PORT",
    default=8000,
    show_default=True,
    help="Port to listen on (PORT).",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    envvar="WEB_CONCURRENCY",
    default=2,
    show_default=True,
    help="Processes (WEB_CONCURRENCY).",
)
def serve(host: str, port: int, workers: int) -> None:
    """Migrate, then serve the page and the API with gunicorn in the foreground."""
    with ExitStack() as opened:
        with database():
            listener = opened.enter_context(server.listen(host, port))
            schema.migrate(Stamp(COMMAND_LINE, now()))
        server.serve(Settings.from_environment(os.environ), listener, workers=workers)


@main.command()
def migrate() -> None:
    """Bring the database up to date; safe to repeat, and when several start at once."""
    with database():
        applied = schema.migrate(Stamp(COMMAND_LINE, now()))
    click.echo(f"applied {', '.join(applied)}" if applied else "the database is up to date")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--mode",
    type=click.Choice(["atomic", "partial"]),
    default="atomic",
    show_default=True,
    help="Everything or nothing, or what is good.",
)
@click.option("--dry-run", is_flag=True, help="Judge every record, store nothing.")
@click.option("--if-empty", is_flag=True, help="Do nothing where there are events already.")
def load(paths: tuple[Path, ...], mode: str, dry_run: bool, if_empty: bool) -> None:
    """Load records from files or folders of .yaml, .json, .ndjson and .csv; a repeat changes nothing.

    Exit code 1, with file, line and reason, when anything was refused.
    """
    with database():
        schema.migrate(Stamp(COMMAND_LINE, now()))
        if if_empty and not selections.is_empty():
            click.echo("there are events already; nothing was loaded")
            return
        lines = chain.from_iterable(map(read_path, paths))
        with shown() as progress:
            report = run(lines, Stamp(COMMAND_LINE, now()), mode=cast(Mode, mode), dry_run=dry_run, progress=progress)
    _tell(report, dry_run)


def _tell(report: Report, dry_run: bool) -> None:
    for error in report.errors:
        click.echo(f"{error.source}:{error.line}: {error.pointer or ''} {error.detail}".replace(":  ", ": "), err=True)
    counts = (
        f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged, {report.rejected} rejected"
    )
    click.echo(counts + (" (dry run: nothing was stored)" if dry_run else ""))
    if report.rejected:
        sys.exit(1)


@main.command()
@click.option("--feed", type=click.Choice(list(FEEDS)), default="events.ndjson", show_default=True, help="Format.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=10_000, show_default=True, help="For feeds that do not stream."
)
@click.argument("words", nargs=-1, metavar="[WORD=VALUE]...")
def export(feed: str, limit: int, words: tuple[str, ...]) -> None:
    """Write a feed of the selected events to standard output.

    The words are those of GET /v1/events, such as kind=strike or since=2024-11.
    """
    chosen = FEEDS[feed]
    pairs = [(name, value) for name, _, value in (word.partition("=") for word in words)]
    with migrated():
        query = read_words((*EVENT_WORDS, *chosen.words), pairs)
        source = selections.stream(query) if chosen.streams else nullcontext(selections.select(query, limit=limit))
        with source as selection:
            sys.stdout.writelines(chosen.text(selection, query))


@main.group()
def token() -> None:
    """Make, list and revoke the tokens that callers send."""


@token.command("add")
@click.argument("name")
@click.option(
    "--scope", type=click.Choice(SCOPES), required=True, help="What it may do; each includes those before it."
)
def add_token(name: str, scope: str) -> None:
    """Print a new token, alone and once: only its digest is kept."""
    with database():
        schema.migrate(Stamp(COMMAND_LINE, now()))
        click.echo(tokens.add(name, scope, now()))


@token.command("list")
def list_tokens() -> None:
    """Show every token's name, scope and times."""
    table = Table("name", "scope", "created", "revoked", box=None)
    with migrated():
        for row in tokens.search():
            table.add_row(row.name, row.scope, timestamp(row.created), timestamp(row.revoked) if row.revoked else "")
    Console(soft_wrap=True).print(table)


@token.command("revoke")
@click.argument("name")
def revoke_token(name: str) -> None:
    """End a token; the next request with it answers 401."""
    with migrated():
        tokens.revoke(name, now())
    click.echo(f"revoked {name}")


@main.command()
@click.option("--check", is_flag=True, help="Compare with ./openapi.yaml; exit code 1 when it is stale.")
def openapi(check: bool) -> None:
    """Print the API description that openapi.yaml holds."""
    text = description()
    if not check:
        click.echo(text, nl=False)
    elif not DESCRIPTION.exists() or DESCRIPTION.read_text(encoding="utf-8") != text:
        raise click.ClickException("openapi.yaml is stale or missing; run `causeline openapi > openapi.yaml`")
