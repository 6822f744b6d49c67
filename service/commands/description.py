"""The command that prints the API's description."""

from pathlib import Path

import click

from service.web.api import description

FILE = Path("openapi.yaml")


@click.command()
@click.option("--check", is_flag=True, help="Compare with ./openapi.yaml; exit code 1 when it is stale.")
def openapi(check: bool) -> None:
    """Print the API description that openapi.yaml holds."""
    text = description()
    if not check:
        click.echo(text, nl=False)
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != text:
        raise click.ClickException("openapi.yaml is stale or missing; run `causeline openapi > openapi.yaml`")
