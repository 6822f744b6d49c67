"""Test support: Graphviz, asked what it reads in a graph."""

import json
import shutil
import subprocess
from typing import Any

from tests.support.needs import missing


def drawn(text: str, form: str) -> str:
    """What `dot` makes of a graph in one of its output forms (svg, dot_json, …); a complaint is an error."""
    dot = shutil.which("dot")
    if dot is None:
        missing("Graphviz", "install it with the system's packages (Debian: apt-get install graphviz)")
    done = subprocess.run([dot, f"-T{form}"], input=text, capture_output=True, check=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    return done.stdout


def read(text: str) -> dict[str, Any]:
    """`{"objects", "edges"}` as `dot` parsed them, before it looks at any label."""
    parsed: dict[str, Any] = json.loads(drawn(text, "dot_json"))
    return {"objects": [], "edges": []} | parsed
