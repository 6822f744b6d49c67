"""The image and the composition, as far as they can be judged without a container engine."""

import re
from pathlib import Path
from typing import Final

import pytest
import yaml
from click import Group

from service.cli import main
from service.config import Settings

ROOT: Final = Path(__file__).parents[1]
IMAGE: Final = (ROOT / "Dockerfile").read_text()
SERVICES: Final = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def test_the_image_runs_the_same_command_as_a_developer():
    assert isinstance(main, Group)
    assert 'ENTRYPOINT ["causeline"]' in IMAGE
    assert re.search(r'CMD \["(\w+)"', IMAGE.rpartition("ENTRYPOINT")[2])[1] in main.commands


def test_the_image_does_not_run_as_root():
    assert re.findall(r"^USER (\w+)$", IMAGE, re.MULTILINE) == ["causeline"]


def test_the_image_installs_only_what_is_pinned():
    assert "--require-hashes" in IMAGE
    assert "--no-deps --no-build-isolation" in IMAGE


def test_what_the_image_copies_is_not_ignored():
    let_in = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    copied = [word for line in re.findall(r"^COPY (?!--)(.+) \S+$", IMAGE, re.MULTILINE) for word in line.split()]
    assert set(copied) == set(let_in)


def test_the_service_waits_for_a_healthy_database():
    assert SERVICES["causeline"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "healthcheck" in SERVICES["postgres"]


@pytest.mark.parametrize("port", SERVICES["causeline"]["ports"])
def test_nothing_listens_beyond_the_machine_by_default(port):
    assert port.startswith("${BIND:-127.0.0.1}:")


def test_the_composition_sets_what_the_service_reads():
    environment = {
        name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value) for name, value in SERVICES["causeline"]["environment"].items()
    }
    settings = Settings.from_environment(environment)
    assert settings == Settings(database_url="postgresql://causeline@postgres/causeline")


def test_whatever_can_be_set_can_be_set_for_the_composition():
    variables = re.findall(r'"(CAUSELINE_\w+)"', (ROOT / "service" / "config.py").read_text())
    environment = SERVICES["causeline"]["environment"]
    assert variables
    assert {name for name in variables if f"${{{name}:-" not in environment.get(name, "")} == set()
