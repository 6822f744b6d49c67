"""Commands that prove what is stored, and that take a text out of it for good."""

import re
import sys
from typing import Any

import click

from service.commands.opened import migrated
from service.domain.bounds import timestamp
from service.domain.proof import Known
from service.progress import shown
from service.storage import proof
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


def _tell(found: Proof, expect: Known | None) -> None:
    for redaction in found.redactions:
        click.echo(
            f"redacted: {redaction.type} {redaction.id}, {len(redaction.blanked)} rows, by row {redaction.seq} "
            f"of {timestamp(redaction.time)}: {redaction.reason}"
        )
    for broken in found.broken:
        click.echo(f"broken: {broken}", err=True)
    if found.faults:
        more = f" ({found.faults} in all)" if found.faults > len(found.broken) else ""
        click.echo(f"{found.broken[0]}: it is the first that is broken{more}. {RESTORE}", err=True)
        sys.exit(1)
    kept = f"; row {expect.seq} is the one that was expected" if expect else ""
    click.echo(f"{found.rows} rows and {found.records} records verified{kept}")
    click.echo(f"head {found.head.seq}:{found.head.hash}")
