"""Test support: a Chromium for the page tests: the machine's own, else one installed for them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from tests.support.needs import missing

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET: Final = [
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
INSTALL_SECONDS: Final = 300


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless browser that calls nobody but the pages it is shown."""
    with sync_playwright() as playwright:
        path = _found() or _installed(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=QUIET, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """A page of its own; whatever it or its console complains about fails the test."""
    complaints: list[str] = []

    def overhear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} {message.location.get('url', '')}")

    def blame(error: Error) -> None:
        complaints.append(str(error))

    context = browser.new_context()
    page = context.new_page()
    page.on("console", overhear)
    page.on("pageerror", blame)
    yield page
    context.close()
    assert not complaints, complaints


def _found() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _installed(playwrights_own: str) -> str:
    """Debian's package where we may install it, else Playwright's own build."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _tried("apt-get", "update", "--quiet")
        _tried("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
    elif not Path(playwrights_own).exists():
        _tried(sys.executable, "-m", "playwright", "install", "chromium")
    return _found() or _existing(playwrights_own)


def _existing(path: str) -> str:
    if not Path(path).exists():
        missing("Chromium", "install it with the system's packages (Debian: apt-get install chromium)")
    return path


def _tried(*command: str) -> None:
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=INSTALL_SECONDS)
    except subprocess.TimeoutExpired:
        return
