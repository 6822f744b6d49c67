import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from service.domain.selections import Selection
from service.feeds import vis_json
from tests.feeds.selection import HOSTILE, adversarial, event, relation, selection

CHOSEN = {
    "adversarial": adversarial(),
    "undated": selection(event("one", start="../.."), event("two", start="../.."), relations=[relation("one", "two")]),
    "one day": selection(event("one", start="2024-11-24"), event("two", start="2024-11-24")),
}

DRAW = """({ items, groups, arrows }) => {
    const box = document.getElementById("timeline");
    const options = { zoomMin: 1, zoomMax: 1e15 };
    window.timeline = new vis.Timeline(box, new vis.DataSet(items), new vis.DataSet(groups), options);
    new Arrow(timeline, arrows);
    timeline.fit({ animation: false });
    timeline.redraw();
}"""


def drawn(page: Page, node_modules: Path, chosen: Selection) -> dict[str, Any]:
    """Draws a selection with the real widget and its plugin, everything in view; answers with the feed."""
    feed: dict[str, Any] = json.loads("".join(vis_json.render(chosen)))
    plugin = (node_modules / "timeline-arrows" / "arrow.js").read_text(encoding="utf-8")
    page.set_content('<!doctype html><div id="timeline"></div>')
    page.add_script_tag(path=node_modules / "vis-timeline" / "standalone" / "umd" / "vis-timeline-graph2d.min.js")
    page.add_script_tag(content=plugin.replace("export default class", "window.Arrow = class"))
    page.evaluate(DRAW, feed)
    page.wait_for_selector(".vis-item", state="attached")
    return feed


@pytest.fixture(params=CHOSEN)
def chosen(request: pytest.FixtureRequest) -> Selection:
    return CHOSEN[request.param]


def test_every_item_is_drawn(page: Page, node_modules: Path, chosen: Selection) -> None:
    feed = drawn(page, node_modules, chosen)
    assert sorted(page.evaluate("timeline.getVisibleItems()")) == sorted(item["id"] for item in feed["items"])


def test_every_arrow_is_drawn(page: Page, node_modules: Path, chosen: Selection) -> None:
    feed = drawn(page, node_modules, chosen)
    lines = page.locator("svg > path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
    assert len([line for line in lines if line != "M 0 0"]) == len(feed["arrows"])


def test_it_shows_hostile_text_as_text(page: Page, node_modules: Path) -> None:
    drawn(page, node_modules, adversarial())
    assert page.locator("#timeline img, #timeline script").count() == 0
    assert HOSTILE in page.locator(".vis-box.status-claimed").inner_text()


def test_an_arrow_shows_hostile_text_as_text(page: Page, node_modules: Path) -> None:
    drawn(page, node_modules, adversarial())
    titles = page.locator("svg > path > title").evaluate_all("titles => titles.map(title => title.textContent)")
    assert f"{HOSTILE} responds to Event midnight" in " ".join(titles)


def test_a_calendar_date_is_the_same_day_in_every_time_zone(browser: Browser, node_modules: Path) -> None:
    context = browser.new_context(timezone_id="America/Los_Angeles")
    page = context.new_page()
    drawn(page, node_modules, selection(event("one", start="2024-11-24")))
    shown = page.evaluate("timeline.itemSet.items.one.data.start.toString()")
    assert "Nov 24 2024 00:00" in shown
    context.close()
