"""Feeds: packing marks and labels into rows, so that nothing in a lane touches."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.feeds.direction import steady
from service.feeds.picture.frame import Frame
from service.feeds.picture.lanes import Entry
from service.feeds.picture.lettering import balanced, width_of
from service.feeds.picture.shapes import POINT, Shape, point

LETTERS: Final = 13.0
LINE: Final = 16.0
BAR: Final = 7.0
"""Height of a bar."""
_GAP: Final = 14.0
"""Pixels between neighbours on a row."""
_TIGHT: Final = 2.0
"""The same on a row without letters."""
_UNDER: Final = 16.0
"""From a row's last line of letters to the row's end."""
MARK: Final = 9.0
"""From the middle of the mark to the row's end."""
_SMALL: Final = 12.0
"""Height of a row without letters."""
_PAD: Final = 10.0
_HEADING: Final = 22.0
_SAID: Final = ("claimed", "disputed", "refuted", "planned", "hypothetical", "cancelled")
"""Statuses that stand as a word behind the title."""
_FULL: Final = 160
"""With more events than this, only as many as `_CROWDED` rows can hold get a label."""
_CROWDED: Final = 48


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with its shape, its lines of letters and its place; `y` is the middle of its mark."""

    entry: Entry
    shape: Shape
    lines: tuple[str, ...]
    label: float
    """Where the letters begin."""
    y: float = 0.0

    @property
    def word(self) -> str:
        """The status, where it is not the usual one, and whether its sources were withdrawn."""
        return _word(self.entry)

    @property
    def reach(self) -> tuple[float, float]:
        """The pixels that it takes on its row."""
        letters = _letters(self.lines, self.word)
        return min(self.shape.left, self.label), max(self.shape.right, self.label + letters)

    @property
    def height(self) -> float:
        """What it needs of its row."""
        return len(self.lines) * LINE + _UNDER if self.lines else _SMALL


@dataclass(frozen=True, slots=True)
class Band:
    """A lane in its place; `heading` tells whether its name stands over it."""

    name: str
    top: float
    bottom: float
    items: tuple[Placed, ...]


def bands(found: Iterable[tuple[str, Sequence[Placed]]], top: float, *, heading: bool) -> list[Band]:
    """Lanes, given as names and items, from `top` down; where there are too many, not every item keeps its letters."""
    found = list(found)
    crowded = sum(len(items) for _, items in found) > _FULL
    most = max(2, _CROWDED // len(found)) if crowded else None
    placed = []
    for name, items in found:
        placed.append(_band(name, items, top, heading=heading, most=most))
        top = placed[-1].bottom
    return placed


def beside(entries: Iterable[Entry], frame: Frame) -> Iterator[Placed]:
    """Events that have no place on the axis, one beside the other."""
    x = frame.left
    for entry in entries:
        item = label(entry, point(x + POINT), frame)
        if item.reach[1] > frame.label_end or item.label < x:
            x = frame.left
            item = label(entry, point(x + POINT), frame)
        x = item.reach[1] + _GAP + 1
        yield item


def label(entry: Entry, drawn: Shape, frame: Frame) -> Placed:
    """Letters over the mark, from its left end on, moved left where they would leave the picture."""
    room = max(frame.label_room, min(drawn.right, frame.label_end) - max(drawn.left, frame.left))
    word = _word(entry)
    lines = balanced(steady(entry.event["title"]), room - _word_room(word), LETTERS, lines=2 if frame.gutter else 3)
    begin = min(max(drawn.left, frame.left), frame.label_end - _letters(lines, word))
    return Placed(entry, drawn, tuple(lines), max(begin, frame.margin))


def _letters(lines: Sequence[str], word: str) -> float:
    """Width of a label with its word behind the last line."""
    if not lines:
        return 0.0
    return max(*(width_of(line, LETTERS) for line in lines), width_of(lines[-1], LETTERS) + _word_room(word))


def _word(entry: Entry) -> str:
    status = entry.event["status"]
    said = (status if status in _SAID else "", "source withdrawn" if entry.fallen else "")
    return ", ".join(filter(None, said))


def _word_room(word: str) -> float:
    return width_of(word, LETTERS) + 8 if word else 0.0


def _band(name: str, items: Iterable[Placed], top: float, *, heading: bool, most: int | None) -> Band:
    rows, rest = pack(items, most=most, gap=_GAP)
    small, _ = pack([replace(item, lines=(), label=item.shape.left) for item in rest], most=None, gap=_TIGHT)
    y = top + _PAD + (_HEADING if heading else 0)
    done: list[Placed] = []
    for row in [*rows, *small]:
        y += max(item.height for item in row)
        middle = y - (MARK if row[0].lines else _SMALL / 2)
        done += [replace(item, y=middle) for item in row]
    return Band(name, top, y + _PAD, tuple(done))


def pack(items: Iterable[Placed], *, most: int | None, gap: float) -> tuple[list[list[Placed]], list[Placed]]:
    """First fit in the order given: rows whose items keep `gap` pixels apart, and what `most` rows could not hold."""
    rows: list[list[Placed]] = []
    ends: list[float] = []
    rest = []
    for item in items:
        left, right = item.reach
        at = next((row for row, end in enumerate(ends) if end + gap <= left), len(rows))
        if at == most:
            rest.append(item)
            continue
        if at == len(rows):
            rows.append([])
            ends.append(right)
        rows[at].append(item)
        ends[at] = right
    return rows, rest
