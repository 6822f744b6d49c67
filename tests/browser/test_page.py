"""The page as a person uses it, in Chromium, over the seeds."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page, expect

STRIKE = "2024-11-missile-strike"
PERMIT = "2024-11-missile-permission-us"


@pytest.fixture
def home(page: Page, live: str) -> Page:
    page.goto(live)
    expect(page.locator(".canvas.fitted")).to_be_visible()
    return page


def mark(page: Page, event: str) -> str:
    return f"#canvas a[data-id='{event}']"


def lit(page: Page) -> set[str | None]:
    return {found.get_attribute("data-id") for found in page.locator("#canvas a.lit").all()}


def test_nothing_is_asked_of_another_host(page: Page, live: str) -> None:
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(live)
    expect(page.locator(".canvas.fitted")).to_be_visible()
    assert hosts == {live.split("/")[2]}


def test_every_event_of_the_seeds_is_in_the_picture_and_in_the_list(home: Page) -> None:
    expect(home.locator("#canvas a.event")).to_have_count(24)
    expect(home.locator("article.card")).to_have_count(24)


def test_no_letters_of_the_picture_touch(home: Page) -> None:
    """Boxes without their halo; a line is less high than its letters' box."""
    boxes = home.evaluate("""[...document.querySelectorAll("#canvas .label")].map((label) => {
        const { x, y, width, height } = label.getBBox();
        return [x, x + width, y + height / 4, y + (3 * height) / 4];
    })""")
    overlaps = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
    ]
    assert overlaps == []


def test_the_picture_fits_a_phone(browser: Browser, live: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(live)
    expect(page.locator(".canvas.fitted svg")).to_have_attribute("width", "390")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_a_choice_filters_without_a_reload_and_lives_in_the_url(home: Page) -> None:
    home.evaluate("window.stayed = true")
    home.select_option("#kind", "strike")
    expect(home.locator("article.card")).to_have_count(2)
    assert home.url.endswith("/?kind=strike")
    assert home.evaluate("window.stayed")


def test_a_search_is_sent_by_enter(home: Page) -> None:
    home.fill("#q", "ballistic")
    home.press("#q", "Enter")
    expect(home.locator("article.card")).to_have_count(1)
    assert home.url.endswith("/?q=ballistic")


def test_back_shows_what_was_there_before(home: Page) -> None:
    home.select_option("#kind", "strike")
    expect(home.locator("article.card")).to_have_count(2)
    home.go_back()
    expect(home.locator("article.card")).to_have_count(24)
    expect(home.locator("#kind")).to_have_value("")


def test_a_shared_link_shows_the_same(home: Page) -> None:
    home.select_option("#kind", "strike")
    expect(home.locator("article.card")).to_have_count(2)
    home.reload()
    expect(home.locator("#kind")).to_have_value("strike")
    expect(home.locator("article.card")).to_have_count(2)


def test_pointing_at_an_event_lights_its_chain(home: Page) -> None:
    home.hover(f"{mark(home, PERMIT)} .label")
    assert {PERMIT, STRIKE, "2024-11-putin-threat", "2024-11-moscow-anger"} == lit(home)


def test_a_click_keeps_the_chain_lit_until_escape(home: Page) -> None:
    home.click(f"{mark(home, PERMIT)} .label")
    home.mouse.move(1, 1)
    assert STRIKE in lit(home)
    home.keyboard.press("Escape")
    assert lit(home) == set()


def test_a_chain_is_lit_by_keyboard(home: Page) -> None:
    home.focus(mark(home, STRIKE))
    assert {STRIKE, PERMIT} <= lit(home)


def test_pointing_at_the_list_lights_the_picture(home: Page) -> None:
    home.hover(f"[id='event-{STRIKE}'] h3")
    assert STRIKE in lit(home)


def test_zooming_in_asks_for_a_narrower_window(home: Page) -> None:
    home.click("[data-move='in']")
    home.wait_for_url(re.compile(r"since=2024-11-\d\d&until=2024-11-\d\d"))
    expect(home.locator("#since")).to_have_value(re.compile(r"2024-11-0\d"))


def test_the_whole_is_one_click_away(home: Page) -> None:
    home.click("[data-move='in']")
    home.wait_for_url(re.compile("since="))
    home.click("[data-move='whole']")
    home.wait_for_url(lambda url: "since" not in url)
    expect(home.locator("article.card")).to_have_count(24)


def test_the_picture_is_zoomed_and_moved_by_keys(home: Page) -> None:
    home.focus("#canvas")
    home.keyboard.press("+")
    home.wait_for_url(re.compile("since="))
    before = home.url
    home.keyboard.press("ArrowRight")
    home.wait_for_url(lambda url: url != before)


def test_the_focus_stays_where_it_was(home: Page) -> None:
    home.focus("[data-move='in']")
    home.keyboard.press("Enter")
    home.wait_for_url(re.compile("since="))
    expect(home.locator("[data-move='in']")).to_be_focused()


def test_what_is_shown_is_said(home: Page) -> None:
    home.select_option("#kind", "strike")
    expect(home.locator("#news")).to_have_text("2 events")


def test_the_feeds_follow_the_filters(home: Page) -> None:
    home.select_option("#kind", "strike")
    expect(home.locator("#feeds a").first).to_have_attribute(
        "href", re.compile(r"/v1/feeds/timeline\.svg\?kind=strike$")
    )


def test_a_service_that_does_not_answer_leaves_the_page_as_it_is(page: Page, live: str) -> None:
    page.goto(live)
    expect(page.locator(".canvas.fitted")).to_be_visible()
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    page.select_option("#kind", "strike")
    expect(page.locator("#told")).to_contain_text("cannot be reached")
    expect(page.locator("article.card")).to_have_count(24)


def test_a_link_in_a_sentence_leads_to_the_other_event(home: Page) -> None:
    home.click(f"[id='event-{STRIKE}'] a[href='#event-{PERMIT}']")
    expect(home.locator(f"[id='event-{PERMIT}']")).to_be_in_viewport()


def test_an_event_has_its_own_page(home: Page) -> None:
    home.click(f"[id='event-{STRIKE}'] h3 a")
    expect(home.locator("h1")).to_have_text("Russia strikes Ukraine with a ballistic missile")
    expect(home.locator("article.card").first).to_have_attribute("data-id", STRIKE)


def test_the_picture_of_a_chain_fits_a_phone(browser: Browser, live: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{live}/events/{STRIKE}")
    expect(page.locator(".canvas.fitted svg")).to_have_attribute("width", "390")
    expect(page.locator("#canvas a.event")).to_have_count(4)
    page.close()


def test_the_page_is_complete_without_javascript(browser: Browser, live: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live)
    page.fill("#q", "ballistic")
    page.click("#filters button")
    expect(page.locator("article.card")).to_have_count(1)
    expect(page.locator("#canvas a.event")).to_have_count(1)
    expect(page.locator(".tools")).to_be_hidden()
    context.close()


def test_the_first_tab_stop_skips_to_the_list(home: Page) -> None:
    home.keyboard.press("Tab")
    expect(home.locator(".skip")).to_be_focused()
    home.keyboard.press("Enter")
    expect(home.locator("#events")).to_be_focused()
