"""Feeds: the newest changes as an Atom feed (RFC 4287)."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from feedgenerator import Atom1Feed

from service.domain.selections import Selection
from service.feeds.feed import Feed
from service.feeds.news import News, feed_id, newest_first, news, updated
from service.feeds.told import plain

_NO_XML: Final = re.compile("[\ufffe\uffff]")
"""What `plain` leaves that XML 1.0 cannot hold."""


class _Atom(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """Plain text instead of HTML, and nothing that depends on when it was made."""

    def latest_post_date(self) -> datetime:
        """When the newest event changed: without one, feedgenerator would take the clock."""
        return datetime.fromisoformat(self.feed["updated"])

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of the texts."""
        return {"xml:lang": item["lang"]} if item["lang"] else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Adds what feedgenerator has no words for."""
        super().add_item_elements(handler, item)
        entry: News = item["entry"]
        handler.addQuickElement("link", "", {"rel": "alternate", "type": "application/json", "href": entry.api_url})
        for title, url in entry.links:
            handler.addQuickElement("link", "", {"rel": "via", "title": _xml(title), "href": url})
        for term, label in entry.labels.items():
            handler.addQuickElement("category", "", {"term": _xml(term), "label": _xml(label)})
        handler.addQuickElement("content", _xml(entry.text), {"type": "text"})


def render(selection: Selection) -> Iterator[str]:
    """One XML document."""
    made = _Atom(
        title=_xml(selection.title),
        link=f"{selection.base_url}/",
        description=_xml(selection.summary),
        author_name="Causeline",
        feed_url=selection.address or None,
        feed_guid=feed_id(selection),
        updated=updated(selection),
    )
    for entry in news(selection):
        event = entry.event
        made.add_item(
            title=_xml(entry.title),
            link=entry.url,
            description=None,
            unique_id=entry.id,
            pubdate=datetime.fromisoformat(event["created_at"]),
            updateddate=datetime.fromisoformat(event["updated_at"]),
            lang=event["lang"],
            entry=entry,
        )
    yield made.writeString("utf-8")


def _xml(text: str) -> str:
    return _NO_XML.sub("", plain(text))


FEED: Final = Feed(
    name="changes.atom",
    media_type="application/atom+xml",
    summary="Atom: the selected events, those that changed last first.",
    render=render,
    narrow=newest_first,
    omits=("place", "media", "identifiers"),
)
