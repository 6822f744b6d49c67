"""Test support: what each feed made of the adversarial selection when somebody last looked at it."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, text: str) -> None:
    """Compares with the golden file; one that was deleted is written anew, and fails once so that it is looked at."""
    path = FOLDER / name
    readable = _pretty(text) if name.endswith((".json", ".geojson")) else text
    if not path.exists():
        path.write_bytes(readable.encode())
        raise AssertionError(f"{name} was written: look at it, and run again")
    assert readable == path.read_bytes().decode(), f"to accept the change, delete {name} and run again"


def _pretty(text: str) -> str:
    """A line for each value, so that a difference is readable."""
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
