"""The database that a command works on, and in whose name the journal keeps what it writes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

from service.app import now
from service.config import Settings
from service.domain.changes import Stamp
from service.domain.errors import Refused
from service.storage import engine, schema

COMMAND_LINE: Final = "command line"


def stamp() -> Stamp:
    """The command line, now."""
    return Stamp(COMMAND_LINE, now())


@contextmanager
def told() -> Iterator[None]:
    """A refusal becomes one line and exit code 1; every connection is closed at the end."""
    try:
        yield
    except (Refused, ValueError, OSError) as error:
        raise click.ClickException(getattr(error, "detail", str(error))) from error
    finally:
        engine.close()


@contextmanager
def database() -> Iterator[None]:
    """The database of DATABASE_URL."""
    with told():
        engine.connect(Settings.from_environment(os.environ).database_url, connections=1)
        engine.require_folder()
        yield


@contextmanager
def migrated() -> Iterator[None]:
    """The same for what needs the tables and does not make them."""
    with database():
        engine.require_file()
        schema.require_migrated()
        yield
