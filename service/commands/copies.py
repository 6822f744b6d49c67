"""Commands that keep a second copy, and that move house."""

from pathlib import Path

import click

from service.commands.opened import migrated, stamp, told
from service.progress import shown
from service.storage import backup as storage
from service.storage import copying, engine


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
def backup(file: Path, force: bool) -> None:
    """Copy the SQLite database into FILE while others write.

    FILE holds everything that was acknowledged before the command began, is checked, and is there whole or not at
    all. To restore it, stop the service and put it in the place of the database, without the files -wal and -shm
    beside that. For PostgreSQL the command says how pg_dump does the same.
    """
    with migrated(), shown() as progress:
        head = storage.back_up(file, progress, force=force)
    click.echo(f"{file} holds everything up to {head.seq}:{head.hash}")


@click.command(short_help="Copy a whole database into a new one, on either engine.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy everything from one database into a new one: sqlite:///path or postgresql://…, either way.

    History, chain and tokens go along: the journal is the same byte for byte, and is verified there. What others
    write into FROM meanwhile is not copied, so stop the service first, and point DATABASE_URL to TO afterwards. Where
    anything fails, TO is left as it was.
    """
    with told():
        engine.connect(target)
        engine.require_folder()
        with shown() as progress:
            found = copying.copy(source, stamp(), progress)
    click.echo(f"{found.rows} rows and {found.records} records copied and verified")
    click.echo(f"head {found.head.seq}:{found.head.hash}")
