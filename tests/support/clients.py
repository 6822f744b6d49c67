"""Test support: programs that make clients from openapi.yaml."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.support.alone import alone
from tests.support.needs import missing

ROOT: Final = Path(__file__).parents[2]
GENERATOR: Final = "openapi-python-client==0.29.1"
FOLDER: Final = ROOT / ".cache" / GENERATOR.replace("==", "-")
INSTALL_SECONDS: Final = 300


def python_generator() -> Path:
    """The folder of programs of an environment with the Python generator, which is kept in .cache."""
    programs = FOLDER / "bin"
    with alone(FOLDER):
        if not (programs / "openapi-python-client").exists():
            subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True, capture_output=True)
            _install(programs / "python")
    return programs


def _install(python: Path) -> None:
    command = [python, "-m", "pip", "install", "--quiet", "--retries=1", GENERATOR]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS)
    except subprocess.CalledProcessError as error:
        missing("openapi-python-client", f"pip said: {error.stderr.strip()}")
    except subprocess.TimeoutExpired:
        missing("openapi-python-client", f"pip took more than {INSTALL_SECONDS} s")
