"""Commands that prove what is stored, and that take a text out of it for good."""

import re
import sys
from typing import Any

import click

from service.commands.opened import migrated, stamp
from service.domain.bounds import timestamp
from service.domain.proof import Known
from service.domain.records import TYPES
from service.progress import shown
from service.storage import engine, proof, redaction
from service.storage.proof import Proof

RESTORE = "Restore a backup that verifies, and find out who can write to the database past the service."


class _Head(click.ParamType[Known]):
    """A row's number and its hash, as `/v1/changes` shows them."""

    name = "SEQ:HASH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Known:
        seq, _, hash_ = str(value).partition(":")
        if not re.fullmatch("[1-9][0-9]{0,18}", seq) or not re.fullmatch("[0-9a-f]{64}", hash_):
            self.fail("is a row's number, a colon and the 64 digits of its hash, as /v1/changes shows them", param, ctx)
        return Known(int(seq), hash_)


@click.command()
@click.option("--expect", type=_Head(), help="A row as it is known from elsewhere: nothing up to it has changed.")
def verify(expect: Known | None) -> None:
    """Prove that the journal, and every record, are what was written.

    Walks the whole journal: each row's hash covers its fields, its document and the row before it, so that
    one changed byte is found and its row named. Then holds every record against its newest row. Exit code 1
    where something is broken.

    Who can write to the database can also make a whole new chain: a head kept elsewhere (this command prints it) and
    given to --expect proves that nobody did.
    """
    with migrated(), shown() as progress:
        found = proof.verify(expect, progress)
    _tell(found, expect)


@click.command()
@click.argument("type_", metavar="TYPE", type=click.Choice(TYPES))
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, help="Why, in words that everybody may read; do not repeat the text in them.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def redact(type_: str, id_: str, reason: str, yes: bool) -> None:
    """Blank every text of a record in all its versions, for good.

    Titles, names, summaries, notes, quotes, tags, media, figures, addresses and points on the map go; dates, codes and
    links to other records stay. The journal says why and where, and still verifies. The id stays, and so does what
    other records say: redact those too. Then the database's files are rewritten, so that the old bytes are in none of
    them; a second run does only that.
    """
    if not reason.strip():
        raise click.BadParameter("says why", param_hint="--reason")
    with migrated():
        if not yes:
            click.confirm(f"Blank every text of {type_} {id_} in all its versions? It cannot be undone.", abort=True)
        rows = redaction.redact(type_, id_, reason, stamp())
        click.echo(
            f"blanked in {rows} of the journal's rows" if rows else "no row of the journal holds a text of it any more"
        )
        elsewhere = engine.scour()
    click.echo(f"the database's files were rewritten; the text may still be in {elsewhere}")


def _tell(found: Proof, expect: Known | None) -> None:
    for told in found.redactions:
        rows = ", ".join(map(str, sorted(told.blanked)))
        when = f"by row {told.seq} of {timestamp(told.time)}"
        click.echo(f"redacted: {told.type} {told.id} in row {rows}, {when}: {told.reason}")
    for broken in found.broken:
        click.echo(f"broken: {broken}", err=True)
    if found.faults:
        more = f" ({found.faults} in all)" if found.faults > len(found.broken) else ""
        click.echo(f"{found.broken[0]}: it is the first that is broken{more}. {RESTORE}", err=True)
        sys.exit(1)
    kept = f"; row {expect.seq} is the one that was expected" if expect else ""
    click.echo(f"{found.rows} rows and {found.records} records verified{kept}")
    click.echo(f"head {found.head.seq}:{found.head.hash}")
