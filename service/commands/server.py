"""Commands that bring the service up."""

import os
from contextlib import ExitStack

import click

from service import server
from service.commands.opened import database, stamp
from service.config import Settings
from service.storage import schema


@click.command(short_help="Migrate, then serve the page and the API.")
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
            schema.migrate(stamp())
        server.serve(Settings.from_environment(os.environ), listener, workers=workers)


@click.command(short_help="Bring the database up to date.")
def migrate() -> None:
    """Bring the database up to date; safe to repeat, and when several start at once."""
    with database():
        applied = schema.migrate(stamp())
    click.echo(f"applied {', '.join(applied)}" if applied else "the database is up to date")
