"""A long chronicle: the page loads what its window shows, and a strip of the whole leads everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from service.storage import engine
from service.web.pages import LIMIT
from tests.storage.stored import event, keep
from tests.support import serving
from tests.support.databases import SqliteDatabases


@pytest.fixture(scope="module")
def base(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service with 2,000 events, a hundred in each year from 2000 to 2019."""
    days = [f"{2000 + number // 100}-{number % 12 + 1:02}-{number % 28 + 1:02}" for number in range(2_000)]
    with sqlite_databases.fresh() as url:
        engine.connect(url)
        keep(*(event(f"e{number}", start=day) for number, day in enumerate(days)))
        engine.close()
        with serving.served(url, Path(tmp_path_factory.mktemp("long")) / "log") as base:
            yield base


def test_two_thousand_events_are_shown_part_by_part(page: Page, base: str) -> None:
    page.goto(base)
    expect(page.locator(".canvas.fitted")).to_be_visible()
    expect(page.locator("article.card")).to_have_count(LIMIT)
    expect(page.locator("#canvas a.event")).to_have_count(LIMIT)


def test_a_window_in_the_middle_loads_what_it_shows(page: Page, base: str) -> None:
    page.goto(f"{base}/?since=2010&until=2010")
    expect(page.locator("article.card")).to_have_count(100)
    page.locator("[data-move=in]").first.click()
    expect(page.locator("article.card")).not_to_have_count(100)
    page.go_back()
    expect(page.locator("article.card")).to_have_count(100)
