"""Feeds: the legend: what occurs in a picture, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from service.feeds.picture.fades import Fades
from service.feeds.picture.layout import Placed
from service.feeds.picture.lettering import width_of
from service.feeds.picture.markup import open_tag, text_element
from service.feeds.picture.samples import SAMPLE, SWATCH, draw_sample
from service.feeds.picture.scale import Scale
from service.feeds.picture.style import TONES

LEGENDS: Final = ("all", "lines", "none")
LINE: Final = 20.0
_SIZE: Final = 12.0
_FAMILIES: Final = {
    "causal": "led to",
    "sequence": "came later, not because",
    "evidence": "reports, confirms, disputes",
    "structure": "is part of, is the same",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry: its words, and the sample that is drawn before them."""

    name: str
    words: str

    @property
    def sample(self) -> float:
        """Width of the sample."""
        return SWATCH if self.name.startswith("tone-") or self.name == "soft" else SAMPLE


def signs(items: Iterable[Placed], tones: Iterable[str], families: Iterable[str], scale: Scale) -> list[Sign]:
    """The entries in their order."""
    items, tones, families = list(items), set(tones), set(families)
    shapes = [item.shape for item in items]
    found = [Sign(f"tone-{tone}", words) for tone, words in TONES.items() if tone in tones]
    found += [Sign(f"family-{family}", words) for family, words in _FAMILIES.items() if family in families]
    said = {
        "fade": (
            "fades where the date is uncertain",
            any(item.entry.extent.fuzzy and item.shape.stops for item in items),
        ),
        "soft": ("date approximate or doubted", any(item.entry.extent.qualified for item in items)),
        "withdrawn": ("every source withdrawn", any(item.entry.fallen for item in items)),
        "open": ("open in time", any("open" in (drawn.start, drawn.end) for drawn in shapes)),
        "clip": ("goes on outside the picture", any("cut" in (drawn.start, drawn.end) for drawn in shapes)),
        "break": ("time left out", bool(scale.breaks)),
    }
    return found + [Sign(name, words) for name, (words, occurs) in said.items() if occurs]


def explained(entries: Iterable[Sign], how: str) -> list[Sign]:
    """The entries that a legend shows; a page may have one of its own for the colours."""
    return [] if how == "none" else [entry for entry in entries if how == "all" or not entry.name.startswith("tone-")]


Row = list[tuple[float, Sign]]
"""Signs with their left ends."""


def lines(entries: Iterable[Sign], room: float) -> list[Row]:
    """The entries with their left ends, in lines of `room` pixels."""
    rows: list[Row] = [[]]
    x = 0.0
    for entry in entries:
        width = entry.sample + 6 + width_of(entry.words, _SIZE) + 14
        if rows[-1] and x + width > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += width
    return rows if rows[0] else []


def draw_legend(rows: Iterable[Row], left: float, top: float, fades: Fades) -> Iterator[str]:
    """The lines from `top` down."""
    yield open_tag("g", class_="legend", aria_hidden="true")
    for index, row in enumerate(rows):
        y = top + index * LINE + LINE / 2
        for x, sign in row:
            yield from draw_sample(sign.name, left + x, y, fades)
            yield text_element("text", sign.words, class_="small", x=left + x + sign.sample + 6, y=y + 4)
    yield "</g>\n"
