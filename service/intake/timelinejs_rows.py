"""Intake: rows of TimelineJS's own spreadsheet as records: its slides are events, its title slide is a timeline.

Thumbnails and backgrounds are looks, not facts, and are left behind.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from service.domain.records import EVENT, TIMELINE, encode
from service.intake.markup import plain_text

_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(:\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\`]+")
_MEDIA: Final = {
    "image": (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"),
    "video": (".mp4", ".webm", ".mov"),
    "audio": (".mp3", ".ogg", ".wav"),
}
_LONGEST_SLUG: Final = 90


def column(name: str) -> str:
    """A column's name as TimelineJS compares it: without case and blanks."""
    return re.sub(r"\s", "", name).lower()


def is_timelinejs(header: Iterable[str]) -> bool:
    """Whether these columns are TimelineJS's."""
    return {"year", "headline"} <= {column(name) for name in header}


def record(row: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Record type and body of a row whose keys are made by `column`; what makes no sense, the shape refuses later."""
    title = " ".join(plain_text(row.get("headline", "")).split())
    summary = plain_text(row.get("text", ""))
    if row.get("type", "").lower() == "title":
        return TIMELINE, _given(id=_slug(title), title=title, summary=summary)
    start = _edtf(*(row.get(part, "") for part in ("year", "month", "day", "time")))
    return EVENT, _given(
        id=_slug(f"{start} {title}"),
        title=title,
        summary=summary,
        start=start,
        end=_edtf(*(row.get(f"end{part}", "") for part in ("year", "month", "day", "time"))),
        date_text=row.get("displaydate", ""),
        media=_media(row),
        tags=[tag for part in re.split("[,;]", row.get("group", "")) if (tag := part.strip())],
    )


class Sheet:
    """The rows of one sheet: those with the same date and headline are told apart by a number, in their order.

    The number follows a dot, which no slug holds; a row that stands twice is one record.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[tuple[str, str], dict[bytes, int]] = defaultdict(dict)
        """By type and slug: the number of each content."""

    def record(self, row: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
        """What `record` makes of the row, under an id of its own."""
        record_type, body = record(row)
        numbers = self._numbers[record_type, body.get("id", "")]
        number = numbers.setdefault(_digest(encode(body)), len(numbers) + 1)
        if number > 1 and "id" in body:
            body["id"] += f".{number}"
        return record_type, body


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _edtf(year: str, month: str, day: str, time: str) -> str:
    """EDTF of a date's parts; TimelineJS's year -44 is 44 BCE, which EDTF counts as -0043."""
    number = re.sub(r"[\s,]", "", year)
    if not re.fullmatch(r"-?[0-9]{1,12}", number):
        return year
    astronomical = int(number) + (int(number) < 0)
    if abs(astronomical) > 9999:
        return f"Y{astronomical}"
    parts = [f"{astronomical:04d}" if astronomical >= 0 else f"{astronomical:05d}"]
    stated = (month, day) if day.strip() else (month,) if month.strip() else ()
    parts += [part.strip().zfill(2) for part in stated]
    return "-".join(parts) + (f"T{_clock(time)}" if time.strip() else "")


def _clock(time: str) -> str:
    """hh:mm:ss of a time of day, on the clock of 12 or of 24 hours."""
    found = _TIME.fullmatch(time.strip())
    if found is None:
        return time
    hour, minute, second, half = found.groups()
    hours = int(hour) if half is None else int(hour) % 12 + 12 * (half.lower() == "p")
    return f"{hours:02d}:{minute}{second or ':00'}"


def _media(row: Mapping[str, str]) -> list[dict[str, str]]:
    """The medium's address, which may stand inside of an embedded frame."""
    found = _ADDRESS.search(row.get("media", ""))
    if found is None:
        return []
    url = found.group()
    kind = next((name for name, ends in _MEDIA.items() if url.lower().endswith(ends)), "link")
    caption, credit = (plain_text(row.get(name, "")) for name in ("mediacaption", "mediacredit"))
    return [_given(url=url, type=kind, caption=caption, credit=credit, alt=row.get("alttext", ""))]


def _slug(text: str) -> str:
    """An id that the same text always has; a digest stands for letters that an id cannot hold."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", f"y{plain}" if plain.startswith("-") else plain).strip("-")
    if text.isascii() and len(slug) <= _LONGEST_SLUG:
        return slug
    return f"{slug[:_LONGEST_SLUG].strip('-')}-{_digest(text).hex()[:8]}".strip("-")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
