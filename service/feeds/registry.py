"""Feeds: every feed by its name, in the order in which they are listed."""

from typing import Final

from service.feeds import (
    changes_atom,
    changes_json,
    events_csv,
    events_geojson,
    events_ics,
    events_ndjson,
    fullcalendar_json,
    graph_dot,
    graph_mmd,
    timeline_svg,
    timelinejs_json,
    vis_json,
)
from service.feeds.feed import Feed

FEEDS: Final[dict[str, Feed]] = {
    feed.name: feed
    for feed in (
        timeline_svg.FEED,
        timelinejs_json.FEED,
        vis_json.FEED,
        fullcalendar_json.FEED,
        events_ics.FEED,
        events_geojson.FEED,
        events_ndjson.FEED,
        events_csv.FEED,
        changes_atom.FEED,
        changes_json.FEED,
        graph_dot.FEED,
        graph_mmd.FEED,
    )
}
