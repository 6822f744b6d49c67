"""What the README shows is what happens."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.support import serving

README: Final = (serving.ROOT / "README.md").read_text()
TOUR: Final = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
STATUSES: Final = f"200 200 200 200 201 201 200 409 422{' 200' * 18} 201{' 200' * 5} 304 201 201 422"
"""Of the tour's calls, in their order: three are refusals that it tells of."""

LOUD_CURL: Final = f"""#!/bin/sh
exec {shutil.which("curl")} "$@" -w '%{{stderr}}%{{http_code}} '
"""
"""Tells every status; of two -w the last one counts."""


@pytest.fixture
def seeded(tmp_path: Path) -> str:
    database_url = f"sqlite:///{tmp_path / 'tour.db'}"
    serving.causeline("load", "seeds", database_url=database_url)
    return database_url


def test_every_call_of_the_tour_answers_as_the_readme_says(seeded, tmp_path):
    (tmp_path / "curl").write_text(LOUD_CURL)
    (tmp_path / "curl").chmod(0o755)
    token = serving.causeline("token", "add", "tour", "--scope", "write", database_url=seeded).strip()
    with serving.served(seeded, tmp_path / "log") as base:
        told = subprocess.run(
            ["bash", "-euc", "".join(TOUR)],
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "BASE": base, "TOKEN": token, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        )
    assert told.stderr.strip() == STATUSES


def test_the_picture_shows_the_seeds_as_they_are(seeded):
    drawn = serving.causeline("export", "--feed", "timeline.svg", database_url=seeded)
    assert drawn == (serving.ROOT / "seeds" / "timeline.svg").read_text(), "stale: run `make picture`"


@pytest.mark.parametrize(
    "variable", re.findall(r"environment\.get\(\"([A-Z_]+)\"", (serving.ROOT / "service/config.py").read_text())
)
def test_every_setting_is_documented(variable):
    assert f"`{variable}`" in README
