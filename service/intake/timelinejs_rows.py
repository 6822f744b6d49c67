"""Intake: a row of TimelineJS's own spreadsheet as a record: a slide is an event, a title slide is a timeline."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from service.domain.events import TIMELINEJS
from service.domain.records import EVENT, TIMELINE
from service.intake.markup import label_text, plain_text
from service.intake.values import RESERVED_IDS, IdField

_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(:\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\`]+")
_MEDIA: Final = {
    "image": (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"),
    "video": (".mp4", ".webm", ".mov"),
    "audio": (".mp3", ".ogg", ".wav"),
}
_LONGEST_SLUG: Final = 90

Row = Mapping[str, str]
"""The cells of a row by their columns, as `column` names them; a slide of JSON may have a `uniqueid` too."""


def column(name: str) -> str:
    """A column's name as TimelineJS compares it: without case and blanks."""
    return re.sub(r"\s", "", name).lower()


def is_timelinejs(header: Iterable[str]) -> bool:
    """Whether these columns are TimelineJS's."""
    return {"year", "headline"} <= {column(name) for name in header}


def record(row: Row) -> tuple[str, dict[str, Any]]:
    """Record type and body of a row; what makes no sense, the shape refuses later.

    An event is marked as a slide (domain.events.TIMELINEJS), so that the feed shows it as TimelineJS had it.
    """
    title = " ".join(plain_text(row.get("headline", "")).split())
    summary = plain_text(row.get("text", ""))
    if row.get("type", "").lower() == "title":
        return TIMELINE, _given(id=slug(title), title=title, summary=summary)
    start = _edtf(*(row.get(part, "") for part in ("year", "month", "day", "time")))
    unique_id = row.get("uniqueid", "")
    record_id = unique_id if _is_id(unique_id) else slug(f"{start} {title}")
    return EVENT, _given(
        id=record_id,
        title=title,
        summary=summary,
        start=start,
        end=_edtf(*(row.get(f"end{part}", "") for part in ("year", "month", "day", "time"))),
        date_text=label_text(row.get("displaydate", "")),
        media=_media(row),
        identifiers=[{"scheme": TIMELINEJS, "value": unique_id or record_id}],
    )


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _is_id(text: str) -> bool:
    return len(text) <= IdField.high and text not in RESERVED_IDS and bool(re.fullmatch(IdField.form, text))


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


def address(media: str) -> str:
    """The medium's address, which may stand inside of an embedded frame; '' where there is none."""
    found = _ADDRESS.search(media)
    return found.group() if found else ""


def _media(row: Row) -> list[dict[str, str]]:
    url = address(row.get("media", ""))
    if not url:
        return []
    path = url.partition("?")[0].lower()
    kind = next((name for name, ends in _MEDIA.items() if path.endswith(ends)), "link")
    caption, credit = (plain_text(row.get(name, "")) for name in ("mediacaption", "mediacredit"))
    return [_given(url=url, type=kind, caption=caption, credit=credit, alt=row.get("alttext", ""))]


def slug(text: str) -> str:
    """An id that the same text always has; a digest stands for what an id cannot hold."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = re.sub("[^a-z0-9]+", "-", f"y{plain}" if plain.startswith("-") else plain).strip("-")
    if text.isascii() and len(made) <= _LONGEST_SLUG and made not in RESERVED_IDS:
        return made
    return f"{made[:_LONGEST_SLUG].strip('-')}-{digest(text).hex()[:8]}".strip("-")


def digest(text: str) -> bytes:
    """SHA-256 of a text, which may hold half of a surrogate pair."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
