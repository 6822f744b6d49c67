"""What is written elsewhere appears on a page that is open."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import chromium, serving
from tests.support.postgres import free_port

Write = Callable[..., None]
SOON = 15_000
"""Milliseconds in which news arrive on a slow machine, once the service is there."""


class Service:
    """A service of its own with a few events, which can be stopped and started."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.database_url, self.log = f"sqlite:///{folder / 'causeline.db'}", folder / "log"
        self.port, self.settings = free_port(), settings
        self.secret = serving.causeline("token", "add", "desk", "--scope", "write", database_url=self.database_url)

    def running(self) -> Any:
        """The base URL, while it runs."""
        return serving.served(self.database_url, self.log, port=self.port, **self.settings)

    def put(self, path: str, **body: Any) -> None:
        """Writes a record, as somebody elsewhere."""
        url = f"http://127.0.0.1:{self.port}/v1/{path}"
        headers = {"Authorization": f"Bearer {self.secret.strip()}", "Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="PUT")
        urllib.request.urlopen(request, timeout=20).close()

    def event(self, name: str, **fields: Any) -> None:
        """Writes an event."""
        self.put(f"events/{name}", **({"title": f"Event {name}", "start": "2024-11"} | fields))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Fifty events of November 2024, one of which led to another."""
    made = Service(tmp_path_factory.mktemp("live"))
    with made.running():
        for number in range(50):
            made.event(f"e{number}", start=f"2024-11-{number % 30 + 1:02}")
        made.put("relations/r", type="responds_to", cause="e1", response="e2")
        yield made


@pytest.fixture
def shown(page: Page, service: Service) -> Page:
    """A page of the service, that has begun to listen."""
    return opened(page, service)


def opened(page: Page, service: Service, path: str = "/") -> Page:
    page.goto(f"http://127.0.0.1:{service.port}{path}")
    expect(page.locator(".canvas.fitted")).to_be_visible()
    return page


def card(page: Page, event: str) -> Any:
    return page.locator(f"[id='event-{event}']")


def test_an_event_appears_in_the_picture_and_in_the_list_and_is_said(shown: Page, service: Service) -> None:
    shown.evaluate("window.stayed = true")
    service.event("new", title="Something new")
    expect(card(shown, "new")).to_contain_text("Something new", timeout=SOON)
    expect(shown.locator("#canvas a[data-id='new']")).to_have_count(1)
    expect(shown.locator("#news")).to_have_text("1 new change")
    assert shown.evaluate("window.stayed")


def test_one_change_after_another_appears(shown: Page, service: Service) -> None:
    for title in ("First", "Second", "Third"):
        service.event("often", title=title)
        expect(card(shown, "often").locator("h3")).to_have_text(title, timeout=SOON)


def test_what_is_written_together_is_said_together(shown: Page, service: Service) -> None:
    for number in range(3):
        service.event(f"together{number}")
    expect(card(shown, "together2")).to_be_visible(timeout=SOON)
    expect(shown.locator("#news")).to_have_text("3 new changes")


def test_what_is_typed_and_chosen_stays(shown: Page, service: Service) -> None:
    shown.locator("#q").press_sequentially("half a wo")
    service.event("while-typing")
    expect(card(shown, "while-typing")).to_be_visible(timeout=SOON)
    expect(shown.locator("#q")).to_be_focused()
    expect(shown.locator("#q")).to_have_value("half a wo")


def test_what_is_read_stays_in_its_place(shown: Page, service: Service) -> None:
    title = card(shown, "e20").locator("h3 a")
    title.focus()
    title.evaluate("(it) => getSelection().selectAllChildren(it)")
    before = title.evaluate("(it) => it.getBoundingClientRect().top")
    service.event("earlier", start="2024-10")
    expect(card(shown, "earlier")).to_be_visible(timeout=SOON)
    expect(shown.locator("#canvas a[data-id='earlier']")).to_have_count(1)
    expect(title).to_be_focused()
    assert shown.evaluate("`${getSelection()}`") == "Event e20"
    assert title.evaluate("(it) => it.getBoundingClientRect().top") == pytest.approx(before, abs=2)


def test_the_focus_stays_on_what_was_written_anew(shown: Page, service: Service) -> None:
    card(shown, "e30").locator("h3 a").focus()
    service.event("e30", title="Anew")
    expect(card(shown, "e30").locator("h3")).to_have_text("Anew", timeout=SOON)
    expect(card(shown, "e30").locator("h3 a")).to_be_focused()


def test_an_open_chain_tells_what_came_of_it_since(shown: Page, service: Service) -> None:
    card(shown, "e2").locator("h3 a").click()
    expect(shown.locator("aside#chain")).to_contain_text("Event e1")
    service.put("relations/later", type="responds_to", cause="e2", response="e3")
    expect(shown.locator("aside#chain")).to_contain_text("Event e3", timeout=SOON)
    expect(shown.locator("#canvas a.lit")).to_have_count(3)
    expect(shown.locator("aside#chain")).to_be_focused()


def test_what_the_filters_leave_out_is_not_spoken_of(page: Page, service: Service) -> None:
    opened(page, service, "/?kind=event")
    service.event("left-out", kind="strike")
    service.event("let-in")
    expect(card(page, "let-in")).to_be_visible(timeout=SOON)
    expect(card(page, "left-out")).to_have_count(0)


def test_a_page_out_of_sight_rests_until_it_is_looked_at(shown: Page, service: Service) -> None:
    def look(away: str) -> None:
        shown.evaluate(f"Object.defineProperty(document, 'hidden', {{ value: {away}, configurable: true }})")
        shown.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    look("true")
    service.event("unseen")
    shown.wait_for_timeout(2_000)
    expect(card(shown, "unseen")).to_have_count(0)
    look("false")
    expect(card(shown, "unseen")).to_be_visible(timeout=SOON)


def test_a_page_of_the_past_stays_as_it_is(page: Page, service: Service) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{service.port}/v1/changes?limit=1") as answer:
        head = json.load(answer)["head"]["seq"]
    opened(page, service, f"/?as_of={head}")
    service.event("too-late")
    page.wait_for_timeout(2_000)
    expect(card(page, "too-late")).to_have_count(0)


def test_a_service_that_goes_and_comes_back_is_no_error(browser: Browser, tmp_path: Path) -> None:
    own = Service(tmp_path)
    with chromium.opened(browser) as page:
        with own.running():
            own.event("before")
            opened(page, own)
        page.wait_for_timeout(2_500)
        with own.running():
            own.event("after")
            expect(card(page, "after")).to_be_visible(timeout=SOON)


def test_a_journal_that_was_set_back_to_a_backup_is_shown_as_it_is(browser: Browser, tmp_path: Path) -> None:
    own, older = Service(tmp_path), tmp_path / "older.db"
    with own.running():
        own.event("kept")
    older.write_bytes((tmp_path / "causeline.db").read_bytes())
    with chromium.opened(browser) as page:
        with own.running():
            own.event("lost")
            opened(page, own)
            expect(card(page, "lost")).to_be_visible()
        (tmp_path / "causeline.db").write_bytes(older.read_bytes())
        with own.running():
            expect(card(page, "lost")).to_have_count(0, timeout=2 * SOON)
            expect(card(page, "kept")).to_be_visible()


def test_where_reading_is_closed_the_page_follows_with_its_password(browser: Browser, tmp_path: Path) -> None:
    own = Service(tmp_path, CAUSELINE_READ="token")
    with own.running():
        own.event("before")
        context = browser.new_context(http_credentials={"username": "", "password": own.secret.strip()})
        page = opened(context.new_page(), own)
        own.event("after")
        expect(card(page, "after")).to_be_visible(timeout=SOON)
        context.close()
