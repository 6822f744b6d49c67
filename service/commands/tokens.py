"""Commands for the tokens that callers send."""

import click
from rich.console import Console
from rich.table import Table

from service.app import now
from service.commands.opened import database, migrated, stamp
from service.domain.bounds import timestamp
from service.domain.tokens import SCOPES
from service.storage import schema, tokens


@click.group()
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
        schema.migrate(stamp())
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
