"""TimelineJS's own JSON and spreadsheet, imported and taken out again: it shows the same slides."""

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.databases import SqliteDatabases
from tests.support.moving import database, export, load

WORDS = "h2, h3, p, .tl-slide .tl-text, .tl-caption, .tl-credit, .tl-timemarker-text, .tl-timegroup"
READER = Path(__file__).with_name("read_slides.mjs")

Json = dict[str, Any]


def slide(year: int | str, headline: str, **members: Any) -> Json:
    return {"start_date": {"year": year}, "text": {"headline": headline, "text": ""}} | members


CONFIGURATION: Json = {
    "title": {"text": {"headline": "The war & its talks", "text": "<p>In short.</p><p>And long.</p>"}},
    "events": [
        slide(-44, "Ides", display_date="the Ides of March", group="Rome"),
        slide("2019", "A year"),
        slide(2020, "Years", end_date={"year": 2021}),
        {
            "start_date": {"year": "2022", "month": "2", "day": "24", "hour": "", "minute": ""},
            "end_date": {"year": 2022, "month": 4},
            "text": {"headline": "Invasion &amp; withdrawal", "text": "<p>One line.</p><p>Another &lt;b&gt; line.</p>"},
            "media": {"url": "https://example.org/watch?v=1", "caption": "A caption", "credit": "Somebody"},
            "group": "War & peace",
            "unique_id": "Invasion",
        },
        slide(2024, "At a time", start_date={"year": 2024, "month": 11, "day": 21, "hour": 5, "minute": 17}),
        slide(2024, "At another", start_date={"year": 2024, "month": 11, "day": 22, "hour": 21, "second": 5}),
        slide(2024, "In words", start_date={"year": 2024, "display_date": "lately"}, group="War & peace"),
        slide(2025, "The same day", start_date={"year": 2025, "month": 1}, end_date={"year": 2025, "month": 1}),
    ],
}


def clock(date: Json) -> str:
    return f"{date['hour']}:{date.get('minute', 0):02}:{date.get('second', 0):02}" if date.get("hour") else ""


def sheet() -> str:
    """The same as TimelineJS's spreadsheet has it."""
    rows = [{"Type": "title", **texts(CONFIGURATION["title"])}]
    for one in CONFIGURATION["events"]:
        start, end, media = one["start_date"], one.get("end_date", {}), one.get("media", {})
        dates = {part.capitalize(): start.get(part) for part in ("year", "month", "day")}
        ends = {f"End {part.capitalize()}": end.get(part) for part in ("year", "month", "day")}
        shown = {"Display Date": one.get("display_date", start.get("display_date")), "Group": one.get("group")}
        seen = {"Media": media.get("url"), "Media Caption": media.get("caption"), "Media Credit": media.get("credit")}
        rows.append(texts(one) | dates | ends | shown | seen | {"Time": clock(start)})
    file = io.StringIO()
    table = csv.DictWriter(file, [*rows[1], "Type"])
    table.writeheader()
    table.writerows(rows)
    return file.getvalue()


def texts(slide: Json) -> Json:
    return {"Headline": slide["text"]["headline"], "Text": slide["text"]["text"]}


FILES = {"json": json.dumps(CONFIGURATION), "csv": sheet()}


@pytest.fixture(scope="module", params=FILES)
def again(request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases) -> Json:
    """What comes out of an empty database into which the timeline was loaded."""
    with database(sqlite_databases):
        load(FILES[request.param], request.param)
        made: Json = json.loads(export("timelinejs.json", timeline="the-war-its-talks"))
    return made


def test_its_config_class_reads_the_same_dates_and_media(again: Json, node_modules: Path) -> None:
    command = ["node", READER, node_modules]
    text = json.dumps([CONFIGURATION, again])
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, timeout=60)
    before, after = json.loads(done.stdout)
    assert (before["errors"], len(before["slides"])) == ([], len(CONFIGURATION["events"]))
    assert after == before


def test_it_shows_the_same_slides(page: Page, node_modules: Path, again: Json) -> None:
    before = shown(page, node_modules, CONFIGURATION)
    assert {"the Ides of March", "War & peace"} <= set(before)
    assert shown(page, node_modules, again) == before


def shown(page: Page, node_modules: Path, configuration: Json) -> list[str]:
    """The words of every slide, and of the rows and flags below."""
    package = node_modules / "@knight-lab" / "timelinejs" / "dist"
    page.route("**/*", lambda route: route.fulfill(status=200, body=""))
    page.set_content('<!doctype html><div id="timeline" style="height: 600px"></div>')
    page.add_style_tag(path=package / "css" / "timeline.css")
    page.add_script_tag(path=package / "js" / "timeline.js")
    page.evaluate(
        "(configuration) => { window.timeline = new TL.Timeline('timeline', configuration, { font: null }) }",
        configuration,
    )
    page.wait_for_function("timeline.ready")
    page.wait_for_selector(".tl-timemarker", state="attached")
    return [" ".join(text.split()) for text in page.locator(WORDS).all_text_contents()]
