"""The page as it was known at a moment, chosen as a person does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.domain.changes import Stamp
from service.storage import engine, schema
from tests.storage.stored import event, keep
from tests.support import serving
from tests.support.databases import SqliteDatabases

DAY = 86_400_000_000
BEGAN = 1_732_442_400_000_000
"""2024-11-24T10:00:00Z, in microseconds."""


@pytest.fixture(scope="module")
def base(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service with an event written on each of five days; the first was renamed on the last."""
    with sqlite_databases.blank() as url:
        engine.connect(url)
        schema.migrate(Stamp("migration", BEGAN))
        for day in range(5):
            keep(event(f"e{day}", title=f"Told on day {day}"), stamp=Stamp("desk", BEGAN + day * DAY))
        keep(event("e0", title="Told again"), stamp=Stamp("desk", BEGAN + 4 * DAY))
        engine.close()
        with serving.served(url, Path(tmp_path_factory.mktemp("moments")) / "log") as base:
            yield base


@pytest.fixture
def home(page: Page, base: str) -> Page:
    page.goto(base)
    expect(page.locator(".canvas.fitted")).to_be_visible()
    return page


def test_the_slider_shows_what_was_known_then(home: Page) -> None:
    expect(home.locator("article.card")).to_have_count(5)
    home.get_by_label("As it was known, as a slider").focus()
    for _ in range(3):
        home.keyboard.press("ArrowLeft")
    expect(home.locator("article.card")).to_have_count(2)
    expect(home.locator("article.card", has_text="Told on day 0")).to_be_visible()
    assert "as_of=" in home.url


def test_a_link_to_what_was_known_then_shows_it_to_others_and_leads_back_to_now(home: Page, base: str) -> None:
    home.get_by_label("As it was known", exact=True).select_option(index=2)
    expect(home.locator("article.card")).to_have_count(3)
    home.reload()
    expect(home.locator("article.card")).to_have_count(3)
    home.get_by_role("link", name="now").first.click()
    expect(home.locator("article.card")).to_have_count(5)
