import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from service.domain.selections import Selection
from service.feeds import timelinejs_json
from tests.feeds.selection import adversarial, event, relation, selection

READER = Path(__file__).with_name("read_config.mjs")

CHOSEN = {
    "adversarial": adversarial(),
    "empty": selection(),
    "deep": selection(event("deep", start="Y-170000002"), event("near", start="2024-11-24")),
}


def feed(chosen: Selection) -> str:
    return "".join(timelinejs_json.render(chosen))


@pytest.fixture(scope="module", params=CHOSEN)
def text(request: pytest.FixtureRequest) -> str:
    return feed(CHOSEN[request.param])


@pytest.fixture(scope="module")
def told(text: str, node_modules: Path) -> dict[str, Any]:
    """What TimelineJS's own TimelineConfig made of the feed, under Node."""
    command = ["node", READER, node_modules]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, timeout=60)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def shown(page: Page, node_modules: Path, chosen: Selection) -> Page:
    """A page with the widget, and whatever it asks the network for answered with nothing."""
    package = node_modules / "@knight-lab" / "timelinejs" / "dist"
    page.route("**/*", lambda route: route.fulfill(status=200, body=""))
    page.set_content('<!doctype html><div id="timeline" style="height: 600px"></div>')
    page.add_style_tag(path=package / "css" / "timeline.css")
    page.add_script_tag(path=package / "js" / "timeline.js")
    options = {"hash_bookmark": True, "font": None}
    page.evaluate(
        "([feed, options]) => { window.timeline = new TL.Timeline('timeline', feed, options) }",
        [json.loads(feed(chosen)), options],
    )
    page.wait_for_selector(".tl-timemarker", state="attached")
    return page


def test_its_config_class_has_nothing_to_complain_about(told: dict[str, Any]) -> None:
    assert (told["errors"], told["warnings"]) == ([], [])


def test_its_config_class_keeps_every_slide_under_its_id(text: str, told: dict[str, Any]) -> None:
    assert sorted(told["ids"]) == sorted(slide["unique_id"] for slide in json.loads(text)["events"])


def test_its_config_class_keeps_every_end(text: str, told: dict[str, Any]) -> None:
    sent = [slide["unique_id"] for slide in json.loads(text)["events"] if "end_date" in slide]
    assert sorted(told["ends"]) == sorted(sent)


def test_its_config_class_reads_every_date(told: dict[str, Any]) -> None:
    assert told["dated"]


def test_it_shows_hostile_text_as_text(page: Page, node_modules: Path) -> None:
    shown(page, node_modules, adversarial())
    assert page.locator("#timeline script, #timeline img[onerror], #timeline b, #timeline i").count() == 0
    assert '<img src=x onerror="alert(1)">' in page.locator("#hostile").inner_text()


def test_it_shows_groups_as_text(page: Page, node_modules: Path) -> None:
    shown(page, node_modules, adversarial())
    assert page.locator(".tl-timegroup-message").all_inner_texts()[1].startswith("<img src=x")


def test_a_click_on_a_cause_goes_to_its_slide(page: Page, node_modules: Path) -> None:
    answered = [event("cause", start="2024-11-24"), event("answer", start="2024-11-25")]
    shown(page, node_modules, selection(*answered, relations=[relation("cause", "answer")]))
    page.evaluate("timeline.goToId('answer')")
    page.locator("#answer a[href='#event-cause']").click()
    page.wait_for_function("timeline.current_id === 'cause'")
