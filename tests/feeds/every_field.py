"""Test support: records in which every field is set, and texts that are known to break tables and markup."""

from typing import Any

from service.domain.selections import Record, Selection
from tests.feeds.selection import actor, event, figure, kind, medium, relation, source

TEXTS = {
    "formula": '=HYPERLINK("https://example.org", "x")',
    "plus": "+1",
    "minus": "-2+3",
    "at": "@SUM(1)",
    "apostrophe": "'quoted'",
    "two apostrophes": "''",
    "tab": "\t=1",
    "return": "\r=1",
    "line": "one\ntwo\r\nthree\rfour",
    "separators": 'a,b;c\td|"e""f"',
    "markup": '<img src=x onerror="alert(1)"> & </script> ]]> &amp; \'',
    "emoji": "👩‍👩‍👧 \U0001f1fa\U0001f1e6 e\u0301",
    "right to left": "وقف إطلاق النار \u202e שלום",
    "blank ends": " blank ",
    "json": '{"a": [1, "null"]}',
    "null": "null",
    "number": "007",
    "mark": "\ufeffmarked",
    "controls": "bell\x07 escape\x1b separator\x1e\x1f line\u2028next\x85",
    "long": "=" + "ж" * 299,
}
"""By what is wrong with them."""

DATES = [
    *(("-0043-03-15", None), ("0000", None), ("Y-170000002", None), ("156X", None), ("2024-24", None)),
    *(("../..", None), ("[..2024-11-26]", None), ("2022-02-24", ".."), ("2024-11~", "2024-12?")),
    *(("2024-11-24T00:00:00Z", None), ("2024-11-24T10:30+02:00", "2024-11-24T10:30+02:00")),
    *(("2024-11-24", "2024-11-24"), ("2024-11-24/2024-11-26", None), ("{2024-11-24,2024-12}", None)),
]
"""Starts and ends."""


def whole_event(id: str, text: str, start: str = "2024-11-24", end: str | None = None, **more: object) -> Record:
    """An event with every field set, and `text` in each that takes any; `selected` has what it needs."""
    number = figure(
        metric="@losses", value=-0.5, low=-1, high=2**53, unit="=persons", comparator="about", scope="cumulative",
        period="2024-11", subject="them", claimed_by="us", source="paper", is_record=True, note=text,
    )  # fmt: skip
    fields = {
        "title": text,
        "summary": text,
        "lang": "uk-UA",
        "kind": "strike",
        "start": start,
        "end": end,
        "date_text": text,
        "status": "disputed",
        "actors": [{"actor": "us", "role": "initiator"}, {"actor": "them", "role": "recipient"}],
        "place": {"name": text, "country": "UA", "lat": -0.25, "lon": -179.999, "precision": "exact"},
        "figures": [number, figure(value=0)],
        "media": [medium(caption=text, credit=text, alt=text), medium(type="link")],
        "tags": ["=tag", "-1", "'quoted'", "тег 👍", "plain"],
        "identifiers": [{"scheme": "+acled", "value": text}],
        "sources": [_cited(text)],
    }
    return event(id, **(fields | more))


def whole_relation(cause: str, response: str, text: str) -> Record:
    """A relation with every field set."""
    said = relation(cause, response, stance="retaliate", basis="stated_by_source", asserted_by="us", confidence=0)
    return said | {"sources": [_cited(text)], "note": text}


def _cited(text: str) -> Record:
    return {"source": "paper", "credibility": 6, "locator": text, "quote": text, "claimed_by": "us"}


def selected(*events: Record, text: str = "Plain", **more: Any) -> Selection:
    """These events with what they and their relations name, every field set."""
    address = "https://example.org/?a=1&b='2'"
    paper = source(
        "paper", publisher=text, title=text, url=address, archived_url=address, published="2024-11-26~", type="social",
        reliability="F", lang="ar", retracted_at="2024-12-01T09:00:00.5+02:00",
    )  # fmt: skip
    us = actor("us", text) | {"type": "military", "country": "UA", "wikidata": "Q212", "part_of": "whole"}
    strike = kind("strike", text) | {"plover": "ASSAULT", "quad": "material_conflict", "description": text}
    actors = [actor("whole", text), us, actor("them", text)]
    return Selection(events=list(events), kinds=[strike], sources=[paper], actors=actors, **more)


def adversaries() -> Selection:
    """An event for each of TEXTS and DATES, with all that they name."""
    texts = [whole_event(f"text-{number}", text) for number, text in enumerate(TEXTS.values())]
    dates = [whole_event(f"date-{number}", "Plain", *dates) for number, dates in enumerate(DATES)]
    return selected(*texts, *dates)
