"""Feeds: what stands around the events: title, summary, lanes, notes, and the scale for programs."""

from collections.abc import Iterable, Iterator
from typing import Final

from service.domain.selections import Selection
from service.feeds.picture.frame import Frame
from service.feeds.picture.layout import Band
from service.feeds.picture.lettering import wrap
from service.feeds.picture.markup import empty, number, text_element
from service.feeds.picture.scale import Scale

_TITLE: Final = 21.0
_TITLE_LINE: Final = 26.0
_SMALL_LINE: Final = 17.0


_UNTITLED: Final = Selection(events=()).title


def _title(selection: Selection, frame: Frame) -> list[str]:
    """None for the title that every selection has that was given none."""
    title = "" if selection.title == _UNTITLED or not selection.options["heading"] else selection.title
    return wrap(title, (frame.width - 2 * frame.margin) / 1.08, _TITLE, lines=2)


def _summary(selection: Selection, frame: Frame) -> list[str]:
    summary = selection.summary if selection.options["heading"] else ""
    return wrap(summary, min(760.0, frame.width - 2 * frame.margin), 13, lines=3)


def heading_height(selection: Selection, frame: Frame) -> float:
    """From the top to what follows title and summary."""
    return 14 + len(_title(selection, frame)) * _TITLE_LINE + len(_summary(selection, frame)) * _SMALL_LINE + 8


def draw_heading(selection: Selection, frame: Frame) -> Iterator[str]:
    """Title and summary."""
    y = 16.0
    for line in _title(selection, frame):
        y += _TITLE_LINE
        yield text_element("text", line, class_="title", x=frame.margin, y=y - 5)
    for line in _summary(selection, frame):
        y += _SMALL_LINE
        yield text_element("text", line, class_="small", x=frame.margin, y=y - 2)
    yield "\n"


def draw_rule(band: Band, frame: Frame) -> Iterator[str]:
    """A rule over the lane."""
    end = frame.width - frame.margin
    yield empty("path", class_="rule", d=f"M{number(frame.margin)} {number(band.top)}H{number(end)}")


def draw_name(band: Band, frame: Frame) -> Iterator[str]:
    """The lane's name in its column or, without one, under its rule."""
    end = frame.width - frame.margin
    room = frame.gutter - 8 if frame.gutter else end - frame.margin
    for index, line in enumerate(wrap(band.name, room, 13, lines=2 if frame.gutter else 1)):
        yield text_element("text", line, class_="lane-name", x=frame.margin, y=band.top + 22 + index * 15)
    yield "\n"


def draw_notes(notes: Iterable[str], frame: Frame, top: float) -> Iterator[str]:
    """What the picture does not show."""
    for index, note in enumerate(notes):
        yield text_element("text", note, class_="small note", x=frame.margin, y=top + index * 16)


def knots_of(scale: Scale) -> str:
    """`pixel:second` at both ends of every stretch: with it a program can find the second of a pixel."""
    pairs = [pair for s in scale.stretches for pair in ((s.left, s.first), (s.right, s.last))]
    return " ".join(f"{number(x)}:{second}" for x, second in pairs)
