"""Test support: selections for feeds; a test names only what it is about."""

from typing import Any

from service.domain.relations import TYPES
from service.domain.selections import Record, Selection

_SERVER = {"version": 1, "created_at": "2026-01-01T00:00:00.000000Z", "updated_at": "2026-01-01T00:00:00.000000Z"}

HOSTILE = "<img src=x onerror=\"alert(1)\"> & </script> 'quoted' =1+1"
FORMULA = "=HYPERLINK(\"https://example.org\";'x')\\,+1"
SCRIPTS = "\U0001f469\u200d\U0001f467 وقف إطلاق النار \u202e שלום e\u0301"
"""An emoji of several characters, text from right to left, a control that would turn round what follows."""
LONG = ("Переговоры " * 28)[:299] + "."
"""As many characters as a title may have, in two octets each."""
DNIPRO = {"name": FORMULA, "country": "UA", "lat": 48.45, "lon": 35.05, "precision": "locality"}
KIRIBATI = {"name": SCRIPTS, "country": "KI", "lat": -1.5, "lon": -179.999, "precision": "exact"}


def event(id: str = "one", **fields: Any) -> Record:
    """A stored event of 2024."""
    plain = {
        "id": id, "title": f"Event {id}", "summary": "", "lang": None, "kind": "strike", "start": "2024", "end": None,
        "date_text": None, "status": "reported", "actors": [], "place": None, "figures": [], "media": [], "tags": [],
        "identifiers": [], "sources": [], "earliest": None, "latest": None,
    }  # fmt: skip
    return plain | fields | _SERVER


def relation(cause: str, response: str, type: str = "responds_to", **fields: Any) -> Record:
    """A stored relation."""
    plain = {
        "id": f"{response}-{cause}", "type": type, "family": TYPES[type].family, "cause": cause, "response": response,
        "stance": None, "basis": "analyst", "asserted_by": None, "confidence": None, "sources": [], "note": "",
    }  # fmt: skip
    return plain | fields | _SERVER


def figure(**fields: Any) -> Record:
    """A figure inside an event."""
    plain = {
        "metric": "personnel_losses", "value": 1610, "low": None, "high": None, "unit": None, "comparator": "exact",
        "scope": "period", "period": None, "subject": None, "claimed_by": None, "source": None, "is_record": False,
        "note": "",
    }  # fmt: skip
    return plain | fields


def medium(**fields: Any) -> Record:
    """Something to see inside an event."""
    plain = {"url": "https://example.org/a.jpg", "type": "image", "caption": None, "credit": None, "alt": None}
    return plain | fields


def actor(id: str, name: str) -> Record:
    """A stored actor."""
    return {"id": id, "name": name, "type": "other", "country": None, "wikidata": None, "part_of": None} | _SERVER


def cited(id: str) -> Record:
    """What an event says of a source that it rests on."""
    return {"source": id, "credibility": 2, "locator": None, "quote": None, "claimed_by": None}


def source(id: str, **fields: Any) -> Record:
    """A stored source."""
    plain = {
        "id": id, "publisher": None, "title": f"Source {id}", "url": None, "archived_url": None, "published": None,
        "type": "news", "reliability": None, "lang": None, "retracted_at": None,
    }  # fmt: skip
    return plain | fields | _SERVER


def kind(id: str, label: str) -> Record:
    """A stored kind."""
    return {"id": id, "label": label, "plover": None, "quad": None, "description": ""} | _SERVER


def selection(*events: Record, **fields: Any) -> Selection:
    """A selection of these events, with the kind that they have unless told otherwise."""
    return Selection(events=list(events), **({"kinds": [kind("strike", "Strike")]} | fields))


def adversarial() -> Selection:
    """Everything that is known to trip a widget, in one selection."""
    events = [
        event("undated", start="../.."),
        event("ides", start="-0043-03-15"),
        event("year-zero", start="0000"),
        event("early", start="0099-02-28"),
        event("digits", start="156X"),
        event("open-start", start="[..2024-11-26]"),
        event("season", start="2024-24"),
        event("going-on", start="2024-11~", end="..", date_text="now"),
        event("month-and-last-day", start="2024-11", end="2024-11-30"),
        event("same-start-and-end", start="2024-11-24", end="2024-11-24"),
        event("midnight", start="2024-11-24T00:00:00Z"),
        event("constructor", kind="constructor", start="2024-11-25T10:30+02:00"),
        event("formula", title=FORMULA, summary=FORMULA, start="2024-11-25/2024-11-27", tags=["=1+1"], place=DNIPRO),
        event(
            "scripts", title=SCRIPTS, date_text=SCRIPTS, start="2024-11-25T23:30", status="cancelled", place=KIRIBATI
        ),
        event("long", title=LONG, start="2024-11-22", end="2024-11-23", sources=[cited("withdrawn")]),
        event("last-day", start="9999-12-31", status="planned"),
        _hostile(),
    ]
    relations = [
        relation("midnight", "hostile", stance="retaliate", confidence=80, asserted_by="loud"),
        relation("hostile", "constructor", "same_as"),
        relation("digits", "undated", "reports"),
        relation("season", "ides", "confirms"),
    ]
    return selection(
        *events,
        relations=relations,
        actors=[actor("loud", HOSTILE)],
        sources=[
            source("paper", publisher="Paper", title=HOSTILE, url="https://example.org/?a=1&b='2'"),
            source("withdrawn", retracted_at="2025-01-31T00:00:00Z"),
        ],
        kinds=[kind("strike", "Strike"), kind("constructor", HOSTILE)],
        title=HOSTILE,
        summary=f"One\n\n{HOSTILE}",
        truncated=True,
    )


def _hostile() -> Record:
    number = figure(metric="<b>losses", unit="<i>", low=1, high=2000, comparator="more_than", scope="cumulative",
                    period="2024-11", subject="loud", claimed_by="loud", is_record=True)  # fmt: skip
    texts = {"caption": HOSTILE, "credit": HOSTILE, "alt": HOSTILE}
    return event(
        "hostile",
        title=HOSTILE,
        summary=f"{HOSTILE}\nsecond line",
        start="2024-11-26",
        date_text=HOSTILE,
        status="claimed",
        figures=[number],
        media=[
            medium(url="https://example.org/'+alert(1)+'.jpg", **texts),
            medium(type="link", **texts),
        ],
        sources=[cited("paper")],
    )
