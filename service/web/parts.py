"""Web: how a page that shows the first events of many leads to the next ones."""

from dataclasses import dataclass

from service.domain.dates import parse
from service.domain.queries import Query
from service.domain.selections import Selection
from service.domain.wording import in_words


@dataclass(frozen=True, slots=True)
class Part:
    """The value of `since` that shows the next events, and how it is said: `24 November 2024`."""

    since: str
    said: str


def next_part(selection: Selection, query: Query) -> Part | None:
    """The part that begins with the last event shown, so that none is left out; what still goes on is shown again.

    None where nothing was cut, or where the last event's date leads no further.
    """
    if not selection.truncated or query["sort"] not in (None, "date"):
        return None
    start = list(selection.events)[-1]["start"]
    earliest = parse(start).start.earliest
    if earliest is None or (query["since"] is not None and earliest <= query["since"]):
        return None
    return Part(start, in_words(start))
