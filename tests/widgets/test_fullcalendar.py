import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from service.domain.selections import Selection
from service.feeds.fullcalendar_json import FEED
from tests.feeds.asked import asked
from tests.feeds.every_field import DATES, TEXTS
from tests.feeds.selection import HOSTILE, adversarial, event, selection

READ = """() => calendar.getEvents().map(({ id, title, startStr, endStr, allDay, url, classNames, className }) =>
    ({ id, title, startStr, endStr, allDay, url, className }))"""


def calendar(page: Page, node_modules: Path, events: Any, **options: Any) -> Page:
    """The page with a calendar of the month of November 2024."""
    page.set_content('<!doctype html><div id="calendar"></div>')
    package = node_modules / "fullcalendar"
    for style in ("skeleton.css", "themes/classic/theme.css", "themes/classic/palette.css"):
        page.add_style_tag(path=package / style)
    for script in ("all/global.js", "themes/classic/global.js"):
        page.add_script_tag(path=package / script)
    chosen = {"initialView": "dayGridMonth", "initialDate": "2024-11-15", "timeZone": "UTC", "events": events}
    page.evaluate(
        "options => { window.calendar = new FullCalendar.Calendar(document.getElementById('calendar'), options);"
        " calendar.render(); }",
        chosen | options,
    )
    return page


def feed(chosen: Selection) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(asked(FEED, chosen, "https://chronicle.example"))
    return made


def read(page: Page, node_modules: Path, chosen: Selection, **options: Any) -> dict[str, dict[str, Any]]:
    """What FullCalendar makes of each event, by its id."""
    found = calendar(page, node_modules, feed(chosen), **options).evaluate(READ)
    return {event["id"]: event for event in found}


def test_it_reads_every_event_of_the_adversarial_selection(page: Page, node_modules: Path) -> None:
    chosen = adversarial()
    left_out = {loss.event for loss in FEED.drops(chosen)}
    assert read(page, node_modules, chosen).keys() == {event["id"] for event in chosen.events} - left_out


def test_it_reads_the_dates_that_were_sent(page: Page, node_modules: Path) -> None:
    events = [event(f"e{number}", start=start, end=end) for number, (start, end) in enumerate(DATES)]
    chosen = selection(*events, *adversarial().events)
    found = read(page, node_modules, chosen)
    for sent in feed(chosen):
        made = found[sent["id"]]
        assert made["allDay"] == sent["allDay"]
        assert made["startStr"].removesuffix("Z") == sent["start"].removesuffix("Z")
        assert made["endStr"].removesuffix("Z") == sent.get("end", "").removesuffix("Z")


def test_a_title_is_text(page: Page, node_modules: Path) -> None:
    events = [
        event(f"e{place}", title=text, start="2024-11-24") for place, text in enumerate([HOSTILE, *TEXTS.values()])
    ]
    calendar(page, node_modules, feed(selection(*events)), dayMaxEvents=False)
    page.wait_for_selector(".kind-strike")
    assert page.locator("#calendar img, #calendar script").count() == 0
    assert HOSTILE in page.locator("#calendar").inner_text()


def test_a_calendar_date_is_the_same_day_in_every_time_zone(browser: Browser, node_modules: Path) -> None:
    context = browser.new_context(timezone_id="America/Los_Angeles")
    found = read(context.new_page(), node_modules, selection(event(start="2024-11-24")), timeZone="local")
    assert (found["one"]["startStr"], found["one"]["endStr"]) == ("2024-11-24", "2024-11-25")
    context.close()


@pytest.mark.parametrize("zone", ["UTC", "local", "Europe/Kyiv"])
def test_it_shows_the_seeds_of_november_2024(page: Page, node_modules: Path, live: str, zone: str) -> None:
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url))
    with page.expect_response("**/fullcalendar.json*") as answered:
        calendar(page, node_modules, f"{live}/v1/feeds/fullcalendar.json?tag=ukraine-war", timeZone=zone)
    assert answered.value.status == 200
    assert {"start", "end"} <= parse_qs(urlsplit(asked_for[-1]).query).keys()
    page.wait_for_selector(".kind-strike")
    assert "2024-11-missile-strike" in {event["id"] for event in page.evaluate(READ)}


def test_an_event_leads_to_its_page_and_has_classes_for_a_style_sheet(page: Page, node_modules: Path) -> None:
    calendar(page, node_modules, feed(selection(event(start="2024-11", status="claimed"))))
    mark = page.locator("a.kind-strike.status-claimed.fuzzy").first
    assert mark.get_attribute("href") == "https://chronicle.example/events/one"
