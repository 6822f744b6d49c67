"""Web: the picture's colours as a legend that filters: each shows its kinds, or takes them away again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.feeds.picture.style import TONES


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour: what it stands for, how many events have it, and the kinds that a click on it leaves ('' for all)."""

    name: str
    words: str
    count: int
    chosen: bool
    kinds: str


def tones(counted: Iterable[Mapping[str, Any]], toned: Mapping[str, str], given: str) -> list[Tone]:
    """The colours of these kinds, whose tones are `toned`; `given` are the kinds that the URL names."""
    kinds = {entry["value"]: entry["count"] for entry in counted}
    shown = set(given.split(",")) - {""}
    return [
        Tone(name, words, sum(kinds[kind] for kind in own), own <= shown, _after(own, shown))
        for name, words in TONES.items()
        if (own := {kind for kind in kinds if toned.get(kind, "plain") == name})
    ]


def _after(own: set[str], shown: set[str]) -> str:
    """The kinds that are shown once a colour with these kinds was clicked."""
    return ",".join(sorted(shown - own if own <= shown else shown | own))
