"""Test support: the widgets that the feeds are for, and a generator of clients, from npm, kept in .cache/npm."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.support.alone import alone
from tests.support.needs import missing

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / ".cache" / "npm"
PACKAGES: Final = {
    "@knight-lab/timelinejs": "3.9.11",
    "@mermaid-js/tiny": "11.17.2",
    "axe-core": "4.14.1",
    "fullcalendar": "7.1.0",
    "ical.js": "2.2.1",
    "openapi-fetch": "0.17.0",
    "openapi-typescript": "7.13.0",
    "papaparse": "5.7.1",
    "timeline-arrows": "4.8.0",
    "typescript": "5.9.3",
    "vis-timeline": "8.5.4",
}
INSTALL_SECONDS: Final = 300
INSTALL: Final = (
    "npm", "install", "--no-save", "--no-package-lock", "--ignore-scripts", "--legacy-peer-deps", "--no-audit",
    "--no-fund", "--fetch-retries=1", "--loglevel=error", f"--prefix={FOLDER}",
)  # fmt: skip
SYSTEMS_CERTIFICATES: Final = "/etc/ssl/certs/ca-certificates.crt"


def node_modules() -> Path:
    """The folder with PACKAGES, each in its exact version."""
    if not shutil.which("node") or not shutil.which("npm"):
        missing("Node.js with npm", "install it, so that the feeds are read by the widgets they are for")
    folder = FOLDER / "node_modules"
    with alone(FOLDER):
        if any(_version(folder / name) != version for name, version in PACKAGES.items()):
            FOLDER.mkdir(parents=True, exist_ok=True)
            _install()
    return folder


def _install() -> None:
    """npm, trusting whom the system trusts: a network may have a proxy with a certificate of its own."""
    environment = {"NODE_EXTRA_CA_CERTS": SYSTEMS_CERTIFICATES, **os.environ}
    command = [*INSTALL, *(f"{name}@{version}" for name, version in PACKAGES.items())]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS, env=environment)
    except subprocess.CalledProcessError as error:
        missing("One of the timeline widgets", f"npm said: {error.stderr.strip()}")
    except subprocess.TimeoutExpired:
        missing("One of the timeline widgets", f"npm took more than {INSTALL_SECONDS} s")


def _version(package: Path) -> str | None:
    manifest = package / "package.json"
    return json.loads(manifest.read_text())["version"] if manifest.exists() else None
