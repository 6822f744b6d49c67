"""Web: what the page's form offers: the values that stored events have, with their numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.domain.queries import FACET_WORDS
from service.domain.records import ACTOR, KIND
from service.domain.selections import Record
from service.domain.wordlist import read_words
from service.feeds.picture.style import tone_of
from service.storage import events
from service.web.named import named
from service.web.tones import Tone, tones

_FACETS: Final = {"kind": "Kind", "actor": "Who", "tag": "Tag", "status": "Status"}
_MOST: Final = "500"


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a choice."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of the URL with the values to choose from."""

    word: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers, and the legend."""

    fields: list[Choice]
    tones: list[Tone]


def choices(given: Mapping[str, str], within: Mapping[str, str]) -> Choices:
    """Those of the events `within` some words; `given` has the words of the URL.

    Four queries, and two more for each facet that is among the words.
    """
    found = _counted(within)
    kinds, actors = _named(KIND, found["kind"]), _named(ACTOR, found["actor"])
    names = {
        "kind": {kind["id"]: kind["label"] for kind in kinds},
        "actor": {actor["id"]: actor["name"] for actor in actors},
    }
    fields = [
        Choice(word, label, tuple(options(found[word], names.get(word, {}), given.get(word, ""))))
        for word, label in _FACETS.items()
    ]
    toned = {kind["id"]: tone_of(kind) for kind in kinds}
    return Choices(fields, tones(found["kind"], toned, given.get("kind", "")))


def _counted(within: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The values of each facet within every word but its own, so that another of them can be chosen."""
    together = [word for word in _FACETS if word not in within]
    found: dict[str, list[dict[str, Any]]] = {}
    for facets in filter(None, [together, *([word] for word in _FACETS if word in within)]):
        others = ((word, text) for word, text in within.items() if word not in facets)
        asked = [("facet", ",".join(facets)), ("limit", _MOST), *others]
        found |= events.facets(read_words(FACET_WORDS, asked))["facets"]
    return found


def options(counted: Iterable[Mapping[str, Any]], names: Mapping[str, str], given: str) -> list[Option]:
    """Values by their names. What is given and no single one of them (several joined by commas) stands first."""
    found = [
        Option(
            entry["value"], f"{names.get(entry['value'], entry['value'])} ({entry['count']})", entry["value"] == given
        )
        for entry in counted
    ]
    found.sort(key=lambda option: option.label.casefold())
    if given and not any(option.chosen for option in found):
        said = ", ".join(names.get(value, value) for value in given.split(","))
        found.insert(0, Option(given, said, chosen=True))
    return found


def _named(record_type: str, counted: Iterable[Mapping[str, Any]]) -> list[Record]:
    return named(record_type, [entry["value"] for entry in counted])
