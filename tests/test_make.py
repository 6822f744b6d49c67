"""The commands of the Makefile."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]


def make(*words: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run([shutil.which("make"), *words], capture_output=True, text=True, check=False, **options)


def test_make_alone_tells_every_command():
    commands = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    told = re.findall(r"^  make (\w+) ", make(cwd=ROOT).stdout, re.MULTILINE)
    assert sorted(told) == sorted(commands)


@pytest.fixture
def without_python(tmp_path):
    """A copy of the Makefile, and a PATH on which every python3 is too old."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    return {"cwd": tmp_path, "env": {"PATH": str(tmp_path)}}


def test_a_machine_without_a_new_python_is_told_what_to_do(without_python):
    answer = make(".venv/bin/python", **without_python)
    assert answer.returncode != 0
    assert "needs Python 3.11 or newer" in answer.stderr
