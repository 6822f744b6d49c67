"""events.ics as ical.js reads it, which Thunderbird and Nextcloud are built on."""

import json
import subprocess
from pathlib import Path
from typing import Any

from service.domain.selections import Selection
from service.feeds.events_ics import FEED
from service.feeds.told import plain
from tests.feeds.asked import asked
from tests.feeds.every_field import TEXTS, adversaries
from tests.feeds.selection import adversarial, event, relation, selection

READER = Path(__file__).with_name("read_calendar.mjs")


def read(node_modules: Path, chosen: Selection) -> dict[str, dict[str, Any]]:
    """What ical.js makes of each event, by its id."""
    command = ["node", READER, node_modules]
    text = asked(FEED, chosen, "https://chronicle.example")
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=60)
    return {event["uid"].removesuffix("@causeline"): event for event in json.loads(done.stdout)}


def test_it_reads_every_event_of_the_adversarial_selection(node_modules: Path) -> None:
    chosen = adversarial()
    left_out = {loss.event for loss in FEED.drops(chosen)}
    assert read(node_modules, chosen).keys() == {event["id"] for event in chosen.events} - left_out


def test_it_reads_every_text_as_it_was_written(node_modules: Path) -> None:
    found = read(node_modules, adversaries())
    for number, text in enumerate(TEXTS.values()):
        made = found[f"text-{number}"]
        assert made["title"] == plain(text)
        assert made["description"].startswith(plain(text))
        assert made["place"] == f"{plain(text)}, UA"


def test_it_reads_days_and_times(node_modules: Path) -> None:
    starts = {"day": "2024-11-24", "utc": "2024-11-24T10:30+02:00", "floating": "2024-11-24T10:30"}
    found = read(node_modules, selection(*(event(name, start=start) for name, start in starts.items())))
    shown = {name: (made["start"], made["end"], made["zone"]) for name, made in found.items()}
    assert shown == {
        "day": ("2024-11-24", "2024-11-25", "floating"),
        "utc": ("2024-11-24T08:30:00Z", "2024-11-24T08:30:00Z", "UTC"),
        "floating": ("2024-11-24T10:30:00", "2024-11-24T10:30:00", "floating"),
    }


def test_a_response_depends_on_its_cause(node_modules: Path) -> None:
    found = read(node_modules, selection(event("a"), event("b"), relations=[relation("a", "b")]))
    assert (found["a"]["related"], found["b"]["related"]) == ([], [["DEPENDS-ON", "a@causeline"]])
