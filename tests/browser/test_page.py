"""The page as a person uses it, in Chromium, over the seeds."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

STRIKE = "2024-11-missile-strike"
PERMIT = "2024-11-missile-permission-us"
TALKS = "2024-11-uk-france-talks"
REPORT = "2024-11-le-monde-report"
DISMISSAL = "2024-11-peskov-dismissal"


@pytest.fixture
def home(page: Page, live: str) -> Page:
    page.goto(live)
    expect(page.locator(".canvas.fitted")).to_be_visible()
    return page


def mark(page: Page, event: str) -> str:
    return f"#canvas a[data-id='{event}']"


def title(page: Page, event: str) -> Locator:
    """An event's title in the list."""
    return page.locator(f"[id='event-{event}'] h3 a")


def panel(page: Page) -> Locator:
    return page.locator("aside#chain")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    yield page
    page.close()


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


def test_the_picture_fits_a_phone(phone: Page, live: str) -> None:
    phone.goto(live)
    expect(phone.locator(".canvas.fitted svg")).to_have_attribute("width", "390")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_no_letters_of_the_legend_leave_a_phone(phone: Page, live: str) -> None:
    phone.goto(live)
    expect(phone.locator(".canvas.fitted svg")).to_have_attribute("width", "390")
    words = phone.locator(".legend text")
    ends = words.evaluate_all("(all) => all.map((it) => it.getBoundingClientRect().right)")
    assert max(ends) <= 390
    expect(phone.locator(".sideways")).to_be_hidden()


def test_a_picture_that_cannot_be_drawn_anew_says_that_it_scrolls(phone: Page, live: str) -> None:
    phone.route("**/v1/feeds/timeline.svg*", lambda route: route.fulfill(status=503))
    phone.goto(live)
    expect(phone.locator(".sideways")).to_be_visible()


def test_without_javascript_a_phone_is_told_that_the_picture_scrolls(browser: Browser, live: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(live)
    expect(page.locator(".sideways")).to_be_visible()
    context.close()


def test_on_a_phone_the_filters_are_folded_until_one_is_set(phone: Page, live: str) -> None:
    phone.goto(live)
    expect(phone.locator("#q")).to_be_hidden()
    phone.click("#filters summary")
    phone.select_option("#kind", "strike")
    expect(phone.locator("article.card")).to_have_count(2)
    expect(phone.locator("#kind")).to_be_visible()


def test_where_there_is_room_the_filters_are_not_folded(home: Page) -> None:
    expect(home.locator("#q")).to_be_visible()
    expect(home.locator("#filters summary")).to_be_hidden()


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
    expect(panel(home)).to_be_visible()
    home.mouse.move(1, 1)
    assert STRIKE in lit(home)
    home.keyboard.press("Escape")
    expect(panel(home)).to_have_count(0)
    expect(home.locator("#canvas a.lit")).to_have_count(0)


def test_a_click_in_the_picture_tells_the_chain(home: Page) -> None:
    home.click(f"{mark(home, STRIKE)} .label")
    expect(panel(home).get_by_role("listitem").first).to_contain_text(
        "Russia strikes Ukraine with a ballistic missile responds to (retaliate) United Kingdom permits strikes on "
        "Russian territory with its missiles — stated by the source, 80% sure"
    )
    expect(panel(home)).to_be_focused()


def test_a_chain_says_according_to_whom(home: Page) -> None:
    home.click(f"{mark(home, TALKS)} .label")
    expect(panel(home)).to_contain_text("— according to Le Monde, stated by the source, 70% sure")


def test_the_picture_and_the_list_show_how_far_an_event_is(home: Page) -> None:
    home.click(f"{mark(home, REPORT)} .label")
    expect(home.locator(f"{mark(home, TALKS)} .badge")).to_have_text("−1")
    expect(home.locator(f"{mark(home, DISMISSAL)} .badge")).to_have_text("+1")
    expect(home.locator("[id='event-2024-11-us-election'] .when")).to_have_attribute("data-steps", "2 steps before")
    expect(home.locator("path[data-id='talks-resume-earlier-talks']")).to_have_attribute("data-depth", "2")


def test_enter_on_a_mark_tells_its_chain_and_escape_leads_back(home: Page) -> None:
    home.focus(mark(home, STRIKE))
    home.keyboard.press("Enter")
    expect(panel(home)).to_be_focused()
    home.keyboard.press("Escape")
    expect(home.locator(mark(home, STRIKE))).to_be_focused()
    expect(home.locator("#canvas a.lit")).to_have_count(0)


def test_enter_in_the_list_tells_the_chain_and_escape_leads_back(home: Page) -> None:
    title(home, STRIKE).focus()
    home.keyboard.press("Enter")
    expect(panel(home)).to_contain_text("What led to it")
    home.keyboard.press("Escape")
    expect(title(home, STRIKE)).to_be_focused()


def test_what_was_chosen_stays_in_its_place(home: Page) -> None:
    title(home, STRIKE).scroll_into_view_if_needed()
    before = title(home, STRIKE).evaluate("(it) => it.getBoundingClientRect().top")
    title(home, STRIKE).click()
    expect(panel(home)).to_be_visible()
    expect(home.locator("#canvas svg")).to_have_attribute("width", re.compile(r"^\d{3}$"))
    assert title(home, STRIKE).evaluate("(it) => it.getBoundingClientRect().top") == pytest.approx(before, abs=2)


def test_the_panel_is_closed_by_its_cross(home: Page) -> None:
    home.click(f"{mark(home, STRIKE)} .label")
    panel(home).get_by_role("link", name="Close the chain").click()
    expect(panel(home)).to_have_count(0)
    assert "chain=" not in home.url


def test_a_link_in_the_panel_tells_the_next_chain(home: Page) -> None:
    home.click(f"{mark(home, STRIKE)} .label")
    panel(home).get_by_role("link", name=re.compile("^United States permits")).click()
    expect(panel(home).get_by_role("heading", level=2)).to_have_text(re.compile("^United States permits"))
    assert home.url.endswith(f"/?chain={PERMIT}")


def test_a_chain_can_be_told_according_to_one_actor(home: Page) -> None:
    home.click(f"{mark(home, TALKS)} .label")
    home.focus("#asserted_by")
    home.select_option("#asserted_by", "le-monde")
    expect(panel(home)).to_contain_text("Nothing that is recorded came of it by this choice.")
    assert lit(home) == {TALKS, "uk-france-talks-earlier", "2024-11-us-election"}
    expect(home.locator("#asserted_by")).to_be_focused()


def test_a_shared_link_shows_the_same_chain(home: Page) -> None:
    home.click(f"{mark(home, TALKS)} .label")
    home.select_option("#asserted_by", "le-monde")
    home.wait_for_url(re.compile("asserted_by=le-monde"))
    told = panel(home).inner_text()
    home.reload()
    expect(home.locator(".canvas.fitted")).to_be_visible()
    assert panel(home).inner_text() == told
    expect(home.locator("#canvas a.lit")).to_have_count(3)


def test_back_closes_the_panel_and_forward_opens_it(home: Page) -> None:
    home.click(f"{mark(home, STRIKE)} .label")
    expect(panel(home)).to_be_visible()
    home.go_back()
    expect(panel(home)).to_have_count(0)
    home.go_forward()
    expect(panel(home)).to_contain_text("What led to it")


def test_a_chain_stays_while_the_filters_change(home: Page) -> None:
    home.click(f"{mark(home, STRIKE)} .label")
    expect(panel(home)).to_be_visible()
    home.select_option("#kind", "permission")
    expect(home.locator("article.card")).to_have_count(2)
    expect(panel(home)).to_contain_text("Russia strikes Ukraine")
    expect(home.locator("#canvas a.lit")).to_have_count(2)


def test_an_event_that_is_gone_is_told_as_gone(phone: Page, live: str) -> None:
    phone.goto(live)
    expect(phone.locator(".canvas.fitted")).to_be_visible()
    phone.locator(mark(phone, STRIKE)).evaluate("(mark) => { mark.dataset.id = 'gone'; }")
    phone.click(f"{mark(phone, 'gone')} .label")
    expect(phone.locator(".notice")).to_contain_text("there is no event 'gone'")


def test_the_choice_of_a_viewpoint_stays_unfolded_on_a_phone(phone: Page, live: str) -> None:
    phone.goto(f"{live}/?chain={TALKS}&asserted_by=le-monde")
    expect(phone.locator(".canvas.fitted")).to_be_visible()
    phone.focus("#asserted_by")
    phone.select_option("#asserted_by", "")
    expect(panel(phone)).to_contain_text("1 step after")
    expect(phone.locator("#asserted_by")).to_be_focused()


def test_the_feeds_know_nothing_of_the_panel(home: Page) -> None:
    home.click(f"{mark(home, STRIKE)} .label")
    expect(panel(home)).to_be_visible()
    expect(home.locator("#feeds a").first).to_have_attribute("href", re.compile(r"/v1/feeds/timeline\.svg$"))


def test_the_panel_fits_a_phone_and_leaves_the_event_in_sight(phone: Page, live: str) -> None:
    phone.goto(live)
    expect(phone.locator(".canvas.fitted")).to_be_visible()
    phone.click(f"{mark(phone, STRIKE)} .label")
    expect(panel(phone)).to_be_in_viewport()
    expect(phone.locator(mark(phone, STRIKE))).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_the_panel_is_there_without_javascript(browser: Browser, live: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live}/?chain={TALKS}")
    page.select_option("#asserted_by", "le-monde")
    page.get_by_role("button", name="Show").last.click()
    expect(panel(page)).to_contain_text("Nothing that is recorded came of it by this choice.")
    panel(page).get_by_role("link", name="Close the chain").click()
    expect(panel(page)).to_have_count(0)
    context.close()


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
    title(home, STRIKE).click()
    panel(home).get_by_role("link", name="its own page").click()
    expect(home.locator("h1")).to_have_text("Russia strikes Ukraine with a ballistic missile")
    expect(home.locator("article.card").first).to_have_attribute("data-id", STRIKE)
    expect(home.locator("section#chain")).to_contain_text("What led to it 1 step before", use_inner_text=True)


def test_on_its_own_page_an_events_chain_is_lit(page: Page, live: str) -> None:
    page.goto(f"{live}/events/{STRIKE}")
    expect(page.locator(f"{mark(page, PERMIT)} .badge")).to_have_text("−1")


def test_the_own_page_of_an_event_has_viewpoints_too(page: Page, live: str) -> None:
    page.goto(f"{live}/events/{TALKS}")
    page.select_option("#asserted_by", "none")
    page.wait_for_url(re.compile("asserted_by=none"))
    expect(page.locator("#chain")).to_contain_text("Nothing that is recorded led to it by this choice.")


def test_a_mark_on_the_page_of_an_event_leads_to_another_page(page: Page, live: str) -> None:
    page.goto(f"{live}/events/{STRIKE}")
    page.click(f"{mark(page, PERMIT)} .label")
    expect(page.locator("h1")).to_contain_text("United States permits")


def test_the_picture_of_a_chain_fits_a_phone(phone: Page, live: str) -> None:
    phone.goto(f"{live}/events/{STRIKE}")
    expect(phone.locator(".canvas.fitted svg")).to_have_attribute("width", "390")
    expect(phone.locator("#canvas a.event")).to_have_count(4)


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


def test_a_zoomed_picture_is_dragged_to_what_came_before(home: Page) -> None:
    home.goto(f"{home.url}?since=2024-11-10&until=2024-11-20")
    expect(home.locator(".canvas.movable")).to_be_visible()
    box = home.locator("#canvas").bounding_box()
    assert box is not None
    home.mouse.move(box["x"] + box["width"] - 30, box["y"] + 90)
    home.mouse.down()
    home.mouse.move(box["x"] + box["width"] + 200, box["y"] + 90, steps=4)
    home.mouse.up()
    home.wait_for_url(re.compile("since=2024-11-0[6-9]"))


def test_the_wheel_zooms_with_ctrl_and_scrolls_without(home: Page) -> None:
    home.hover("#canvas", position={"x": 600, "y": 5})
    home.mouse.wheel(0, 60)
    assert "since" not in home.url
    home.keyboard.down("Control")
    home.mouse.wheel(0, -100)
    home.keyboard.up("Control")
    home.wait_for_url(re.compile("since=2024-11"))


def test_a_colour_of_the_legend_filters_and_is_taken_back(home: Page) -> None:
    home.click("#tone-force")
    expect(home.locator("article.card")).to_have_count(5)
    expect(home.locator("#tone-force")).to_be_focused()
    expect(home.locator("#tone-force")).to_have_attribute("aria-current", "true")
    home.keyboard.press("Enter")
    expect(home.locator("article.card")).to_have_count(24)


def test_a_timeline_filters_and_zooms_on_its_own_page(page: Page, live: str) -> None:
    page.goto(f"{live}/timelines/missiles-november-2024")
    expect(page.locator(".canvas.fitted")).to_be_visible()
    page.click("[data-move='in']")
    page.wait_for_url(re.compile("/timelines/missiles-november-2024[?]since="))
    expect(page.locator("#canvas a.event")).to_have_count(5)
    page.select_option("#kind", "strike")
    expect(page.locator("article.card")).to_have_count(1)


def test_a_timelines_page_tells_chains(page: Page, live: str) -> None:
    page.goto(f"{live}/timelines/missiles-november-2024")
    page.click(f"{mark(page, STRIKE)} .label")
    expect(panel(page)).to_contain_text("What led to it")


def test_an_event_is_told_with_its_sources_in_words(home: Page) -> None:
    home.click(f"{mark(home, STRIKE)} .label")
    expect(panel(home).locator(".cited")).to_contain_text("reliability cannot be judged, probably true")
