import json
from datetime import datetime
from typing import Any

from service.domain.selections import Selection
from service.feeds import changes_json
from tests.feeds.every_field import TEXTS, adversaries
from tests.feeds.selection import HOSTILE, event, selection

Json = dict[str, Any]
BASE = "https://chronicle.example"
ADDRESS = f"{BASE}/v1/feeds/changes.json"

FEED_FIELDS = {"version", "title", "description", "home_page_url", "feed_url", "items"}
ITEM_FIELDS = {"id", "url", "title", "content_text", "date_published", "date_modified", "tags", "language"}
"""The fields of JSON Feed 1.1 that we send."""


def rendered(chosen: Selection) -> Json:
    made: Json = json.loads("".join(changes_json.render(chosen)))
    return made


def test_it_is_json_feed_1_1() -> None:
    made = rendered(adversaries())
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert {"version", "title", "items"} <= set(made) <= FEED_FIELDS


def test_every_item_has_an_id_of_its_own_and_a_content() -> None:
    items = rendered(adversaries())["items"]
    assert len({item["id"] for item in items}) == len(items)
    assert all(isinstance(item["id"], str) and item["content_text"] for item in items)


def test_no_item_has_a_field_that_the_format_does_not_know() -> None:
    made = selection(event(lang="en"), base_url=BASE, address=ADDRESS)
    [item] = rendered(made)["items"]
    assert set(item) == ITEM_FIELDS | {"_causeline"}


def test_every_date_is_rfc_3339() -> None:
    for item in rendered(adversaries())["items"]:
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert datetime.fromisoformat(item["date_modified"]).tzinfo


def test_texts_are_plain() -> None:
    items = rendered(selection(event(title=HOSTILE, summary=TEXTS["markup"])))["items"]
    assert (items[0]["title"], items[0]["content_text"].startswith(TEXTS["markup"])) == (HOSTILE, True)


def test_addresses_are_whole_or_absent() -> None:
    whole = rendered(selection(event("a"), base_url=BASE, address=ADDRESS))
    assert (whole["feed_url"], whole["home_page_url"]) == (ADDRESS, f"{BASE}/")
    assert whole["items"][0]["url"] == f"{BASE}/events/a"
    assert "url" not in rendered(selection(event("a")))["items"][0]


def test_an_empty_feed_has_no_items() -> None:
    assert rendered(selection())["items"] == []
