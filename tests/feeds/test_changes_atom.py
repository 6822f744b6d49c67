import re
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from service.domain.selections import Selection
from service.feeds import changes_atom
from tests.feeds.every_field import TEXTS, adversaries
from tests.feeds.selection import HOSTILE, adversarial, event, kind, selection, source

BASE = "https://chronicle.example"
ADDRESS = f"{BASE}/v1/feeds/changes.atom?tag=a"
ATOM = "{http://www.w3.org/2005/Atom}"


def text_of(chosen: Selection) -> str:
    return "".join(changes_atom.render(chosen))


def read(chosen: Selection) -> Any:
    """What feedparser makes of the feed; it says so where the XML is not well formed."""
    made = feedparser.parse(text_of(chosen))
    assert not made.bozo, made.bozo_exception
    return made


@pytest.mark.parametrize(
    "chosen", [adversarial(), adversaries(), selection()], ids=["hostile", "every text", "nothing"]
)
def test_feedparser_reads_every_entry(chosen: Selection) -> None:
    made = read(chosen)
    assert (made.version, len(made.entries)) == ("atom10", len(list(chosen.events)))


@pytest.mark.parametrize("chosen", [adversaries(), selection()], ids=["full", "empty"])
def test_what_rfc_4287_asks_for_is_there(chosen: Selection) -> None:
    feed = ET.fromstring(text_of(chosen))
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        assert [len(part.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_ids_are_uris_that_differ() -> None:
    ids = [entry.id for entry in read(adversaries()).entries]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", name) for name in ids)


def test_texts_are_texts() -> None:
    [entry] = read(selection(event(title=HOSTILE, summary=TEXTS["markup"]))).entries
    assert entry.title_detail["type"] == entry.content[0]["type"] == "text/plain"
    assert (entry.title, entry.content[0]["value"].startswith(TEXTS["markup"])) == (HOSTILE, True)


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\ufffe", "\uffff", "\x85"])
def test_what_xml_cannot_hold_is_left_out(sign: str) -> None:
    [entry] = read(selection(event(title=f"a{sign}b", tags=[f"t{sign}"]), title=f"x{sign}y")).entries
    assert entry.title in ("ab", "a b")


def test_an_entry_says_when_it_was_made_and_when_it_changed() -> None:
    changed = event() | {"created_at": "2026-01-01T00:00:00.000000Z", "updated_at": "2026-01-02T10:00:00.000001Z"}
    made = read(selection(changed))
    [entry] = made.entries
    assert (entry.published[:10], entry.updated) == ("2026-01-01", "2026-01-02T10:00:00.000001+00:00")
    assert made.feed.updated == entry.updated


def test_a_feed_of_nothing_is_as_old_as_time() -> None:
    assert read(selection()).feed.updated.startswith("1970-01-01T00:00:00")


def test_links_lead_to_the_feed_the_page_the_record_and_the_sources() -> None:
    cited = event("a", sources=[{"source": "paper"}])
    paper = source("paper", title="A & B", url="https://example.org/?a=1&b=2")
    made = read(selection(cited, sources=[paper], base_url=BASE, address=ADDRESS))
    assert {link.rel: link.href for link in made.feed.links} == {"self": ADDRESS, "alternate": f"{BASE}/"}
    links = [(link.rel, link.href) for link in made.entries[0].links]
    assert links == [
        ("alternate", f"{BASE}/events/a"),
        ("alternate", f"{BASE}/v1/events/a"),
        ("via", "https://example.org/?a=1&b=2"),
    ]


def test_an_entry_is_filed_under_its_kind_and_tags() -> None:
    [entry] = read(selection(event(tags=["a & b"]), kinds=[kind("strike", "Strike")])).entries
    assert [(tag.term, tag.label) for tag in entry.tags] == [("strike", "Strike"), ("a & b", "a & b")]


def test_a_language_is_the_entrys() -> None:
    entries = ET.fromstring(text_of(selection(event("a", lang="uk"), event("b")))).findall(f"{ATOM}entry")
    assert [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries] == ["uk", None]
