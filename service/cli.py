"""The causeline command."""

from typing import Final

import click

from service.commands.copies import backup, copy
from service.commands.description import openapi
from service.commands.proof import redact, verify
from service.commands.records import export, load
from service.commands.server import migrate, serve
from service.commands.tokens import token

COMMANDS: Final = (serve, migrate, load, export, token, verify, redact, backup, copy, openapi)
"""In the order in which a newcomer needs them."""


class _InOrder(click.Group):
    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrder,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="causeline")
def main() -> None:
    """Dated events, and what led to what: serve them, load them, take them out again, prove them, keep them safe.

    The database is DATABASE_URL (default sqlite:///causeline.db).
    """
