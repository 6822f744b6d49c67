"""The page as axe judges it: the rules of WCAG 2.2 AA that a program can check."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
STRIKE = "2024-11-missile-strike"
LOSSES = "2024-11-24-russian-losses"
TIMELINE = "missiles-november-2024"


@pytest.fixture(params=["light", "dark"])
def eyes(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in light and in dark. Its policy stands aside for axe, which is put into the page."""
    look: Literal["light", "dark"] = request.param
    page = browser.new_page(color_scheme=look, reduced_motion="reduce", bypass_csp=True)
    yield page
    page.close()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/?chain={STRIKE}",
        f"/?chain={LOSSES}&as_of=60",
        f"/events/{STRIKE}",
        f"/timelines/{TIMELINE}?kind=strike",
        f"/embed/{TIMELINE}",
        "/timelines",
        "/timelines/nothing",
        "/embed/nothing",
        "/?since=2024-11-20",
        "/?since=yesterday",
        "/?q=zebra",
    ],
)
def test_axe_finds_nothing_to_blame(eyes: Page, live: str, node_modules: Path, path: str) -> None:
    eyes.goto(f"{live}{path}")
    if eyes.locator("#canvas").count():
        expect(eyes.locator(".canvas.fitted")).to_be_visible()
    assert violations(eyes, node_modules) == []


def violations(page: Page, node_modules: Path) -> list[str]:
    """`rule: element`, for each element that breaks a rule."""
    page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found: dict[str, Any] = page.evaluate("(rules) => axe.run({ runOnly: rules })", RULES)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]
