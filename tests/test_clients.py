"""Clients that others generate from openapi.yaml work against the live service."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.support import clients, serving

ROOT: Final = Path(__file__).parents[1]
HERE: Final = Path(__file__).parent / "clients"
COMPILED: Final = {"target": "es2022", "module": "esnext", "moduleResolution": "bundler", "strict": True, "types": []}


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """The base URL of a service with one event, and a token that may write."""
    folder = tmp_path_factory.mktemp("clients")
    database_url = f"sqlite:///{folder / 'causeline.db'}"
    (folder / "one.ndjson").write_text('{"id":"one","title":"The first event","start":"1900"}')
    serving.causeline("load", str(folder / "one.ndjson"), database_url=database_url)
    token = serving.causeline("token", "add", "client", "--scope", "write", database_url=database_url)
    with serving.served(database_url, folder / "log") as base:
        yield base, token.strip()


def answered(*command, cwd):
    """What a program prints, read as JSON."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.startswith(("[", "{")) else None


def test_a_generated_python_client_reads_writes_and_gets_typed_problems(service, tmp_path):
    programs = clients.python_generator()
    words = (
        "generate",
        "--path",
        ROOT / "openapi.yaml",
        "--meta",
        "none",
        "--output-path",
        tmp_path / "causeline_client",
    )
    answered(programs / "openapi-python-client", *words, cwd=tmp_path)
    shutil.copy(HERE / "use.py", tmp_path)
    told = answered(programs / "python", "use.py", *service, cwd=tmp_path)
    assert told == ["The first event", "Made by the Python client", 1, 422, ["/title", "/start"]]


def test_generated_typescript_types_fit_what_is_answered(service, node_modules, tmp_path):
    (tmp_path / "node_modules").symlink_to(node_modules)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": COMPILED, "files": ["use.ts"]}))
    shutil.copy(HERE / "use.ts", tmp_path)
    node = shutil.which("node")
    answered(node, "node_modules/openapi-typescript/bin/cli.js", ROOT / "openapi.yaml", "-o", "api.d.ts", cwd=tmp_path)
    answered(node, "node_modules/typescript/bin/tsc", cwd=tmp_path)
    told = answered(node, "use.js", *service, cwd=tmp_path)
    assert told == ["The first event", "Made by the TypeScript client", 1, 422, ["/title", "/start"]]
