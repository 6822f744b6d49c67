"""Feeds: the newest changes as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Iterator
from typing import Any, Final

from service.domain.selections import Selection
from service.feeds.feed import Feed
from service.feeds.json_text import json_text
from service.feeds.news import News, newest_first, news
from service.feeds.told import plain


def render(selection: Selection) -> Iterator[str]:
    """One JSON document; addresses stand in it only where the service was asked over HTTP, since they are whole."""
    base_url = selection.base_url
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(selection.title),
        "description": plain(selection.summary),
        "home_page_url": f"{base_url}/" if base_url else "",
        "feed_url": selection.address,
    }
    items = [_item(entry, base_url) for entry in news(selection)]
    yield json_text({name: text for name, text in about.items() if text} | {"items": items})


def _item(entry: News, base_url: str) -> dict[str, Any]:
    event = entry.event
    addresses = {"url": entry.url, "_causeline": {"about": f"{base_url}/docs", "api_url": entry.api_url}}
    return {
        "id": entry.id,
        **(addresses if base_url else {}),
        "title": entry.title,
        "content_text": entry.text,
        "date_published": event["created_at"],
        "date_modified": event["updated_at"],
        "tags": list(entry.labels.values()),
        **({"language": event["lang"]} if event["lang"] else {}),
    }


FEED: Final = Feed(
    name="changes.json",
    media_type="application/feed+json",
    summary="JSON Feed 1.1: the selected events, those that changed last first.",
    render=render,
    narrow=newest_first,
    omits=("place", "media", "identifiers"),
)
