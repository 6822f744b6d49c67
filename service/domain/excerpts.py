"""Domain: what is read off the text of documents, which costs a fraction of decoding them.

No text in a document holds a quote that is not escaped: a key with its quotes and its colon stands in its place alone.
"""

import re
from collections.abc import Collection, Iterator
from itertools import groupby, pairwise
from typing import Final

from service.domain.records import ACTOR, KIND, SOURCE

FIELDS: Final = (
    *("id", "title", "summary", "lang", "kind", "start", "end", "date_text", "status", "actors", "place", "figures"),
    *("media", "tags", "identifiers", "sources", "earliest", "latest", "version", "created_at", "updated_at"),
)
"""Of an event's document, in its order."""
_NAMING: Final = {
    "kind": KIND,
    "source": SOURCE,
    "actor": ACTOR,
    "subject": ACTOR,
    "claimed_by": ACTOR,
    "asserted_by": ACTOR,
}
"""The keys under which events and relations name other records (Draft.references)."""
_VALUES: Final = {key: re.compile(f'"{key}":"([^"]+)') for key in _NAMING}


def named(text: str) -> dict[str, set[str]]:
    """The ids of the records of each type that the events and relations in a text name."""
    ids: dict[str, set[str]] = {record_type: set() for record_type in _NAMING.values()}
    for key, record_type in _NAMING.items():
        if f'"{key}":"' in text:  # a look for what is not there costs a quarter of going through it all
            ids[record_type].update(_VALUES[key].findall(text))
    return ids


class Excerpt:
    """Cuts an event's document down to some of its fields; they keep their order."""

    def __init__(self, fields: Collection[str]) -> None:
        self._runs = list(_runs(fields))

    def __call__(self, document: str) -> str:
        """The document with these fields alone."""
        parts, end = [], 0
        for first, following in self._runs:
            start = document.index(first, end)
            end = document.index(following, start)
            parts.append(document[start:end])
        return f"{{{','.join(parts)}}}"


def _runs(fields: Collection[str]) -> Iterator[tuple[str, str]]:
    """Where each run of neighbouring fields begins, and what follows it."""
    runs = [(kept, next(run)) for kept, run in groupby(FIELDS, fields.__contains__)]
    for (kept, first), (_, following) in pairwise(runs):
        if kept:
            yield f'"{first}":', f',"{following}":'
