"""The peers' own virtual environment: what they need is none of the service's business."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
CACHE: Final = ROOT / ".cache" / "bench"
REQUIREMENTS: Final = Path(__file__).with_name("requirements.txt")
VENV: Final = CACHE / "venv"


def program(name: str) -> str:
    """The path of a program there."""
    return str(VENV / "bin" / name)


def prepare() -> None:
    """Installs what requirements.txt pins, by its hashes, unless that was done already."""
    made = VENV / "made-of.txt"
    wanted = REQUIREMENTS.read_text()
    if made.exists() and made.read_text() == wanted:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=True)
    made.write_text(wanted)
