"""Intake: a whole TimelineJS spreadsheet (or what its JSON holds, row by row) as records.

Its groups are kinds, its title slide is a timeline of its slides. What no record has a place for (backgrounds,
thumbnails, eras, markup) is noted line by line.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from service.domain.errors import Fault
from service.domain.kinds import built_in
from service.domain.pointers import pointer
from service.domain.records import EVENT, KIND, TIMELINE, encode
from service.intake.fields import MOST_ENTRIES
from service.intake.lines import Line
from service.intake.markup import label_text, lost_tags
from service.intake.timelinejs_rows import Row, address, digest, record, slug

_MARKUP: Final = ("headline", "text", "mediacaption", "mediacredit", "group", "displaydate")
"""Columns that hold HTML."""
_OF_A_TITLE: Final = frozenset({"type", "headline", "text"})
_OF_A_SLIDE: Final = _OF_A_TITLE | {
    *("year", "month", "day", "time", "endyear", "endmonth", "endday", "endtime", "displaydate", "uniqueid", "group"),
    *("media", "mediacaption", "mediacredit", "alttext"),
}
_BUILT_IN: Final = {kind.fields["label"]: kind.id for kind in built_in()}


class Sheet:
    """The rows of one sheet: those with the same date and headline are told apart by a number, in their order.

    The number follows a dot, which no slug holds; a row that stands twice is one record.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[tuple[str, str], dict[bytes, int]] = defaultdict(dict)
        """By type and slug: the number of each content."""
        self._titles: list[Line] = []
        self._slides: dict[str, None] = {}

    def lines(self, number: int, row: Row) -> Iterator[Line]:
        """The records of a row; a title slide waits for `timelines`."""
        if row.get("type", "").lower() == "era":
            yield Line(number, notes=(Fault("is not carried over: an era is a band behind the slides, no event"),))
            return
        record_type, body = record(row)
        self._tell_apart(record_type, body)
        line = Line(number, record_type, body, notes=tuple(_notes(row, record_type)))
        if record_type == TIMELINE:
            self._titles.append(line)
            return
        self._slides[body.get("id", "")] = None
        group = label_text(row.get("group", ""))
        if group in _BUILT_IN:
            body["kind"] = _BUILT_IN[group]
        elif group:
            kind = {"id": _group_id(group), "label": group}
            self._tell_apart(KIND, kind)
            body["kind"] = kind["id"]
            yield Line(number, KIND, kind)
        yield line

    def timelines(self) -> Iterator[Line]:
        """The title slides, once every row was read: each is a timeline of the slides, if it can name so many."""
        slides = [name for name in self._slides if name]
        few = len(slides) <= MOST_ENTRIES
        query = {"query": {"id": slides}} if slides and few else {}
        notes = (
            () if few else (Fault(f"selects every event: a timeline names {MOST_ENTRIES} at most", pointer("query")),)
        )
        for line in self._titles:
            yield replace(line, body=line.body and line.body | query, notes=line.notes + notes)

    def _tell_apart(self, record_type: str, body: dict[str, Any]) -> None:
        numbers = self._numbers[record_type, body.get("id", "")]
        number = numbers.setdefault(digest(encode(body)), len(numbers) + 1)
        if number > 1 and "id" in body:
            body["id"] += f".{number}"


def _group_id(group: str) -> str:
    """An id that no kind of another origin has; only a plain phrase needs no digest to be told from its likes."""
    plain = slug(group)
    return f"group-{plain if group == plain.replace('-', ' ').capitalize() else digest(group).hex()[:8]}"


def _notes(row: Row, record_type: str) -> Iterator[Fault]:
    carried = _OF_A_TITLE if record_type == TIMELINE else _OF_A_SLIDE
    for name in row:
        if name not in carried and row[name].strip():
            yield Fault("is not carried over", pointer(name))
    for name in _MARKUP:
        if tags := lost_tags(row.get(name, "")):
            yield Fault(f"is carried over as plain text, without its markup: {', '.join(tags)}", pointer(name))
    media = row.get("media", "").strip()
    if record_type == EVENT and media != address(media):
        told = (
            "only the address in it is carried over"
            if address(media)
            else "holds no http address; nothing of it is carried over"
        )
        yield Fault(told, pointer("media"))
