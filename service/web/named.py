"""Web: the records that an answer names, for what they are called."""

from collections.abc import Collection
from typing import Final

import orjson

from service.domain.queries import ACTOR_WORDS, PAGING, PLAIN_WORDS, SOURCE_WORDS
from service.domain.records import ACTOR, KIND, SOURCE
from service.domain.selections import Record
from service.domain.wordlist import read_words
from service.storage import lists

_WORDS: Final = {ACTOR: ACTOR_WORDS, KIND: PLAIN_WORDS, SOURCE: SOURCE_WORDS}
_MOST: Final = "500"


def named(record_type: str, ids: Collection[str]) -> list[Record]:
    """At most 500 records of these ids: one query, none where there is no id."""
    if not ids:
        return []
    asked = [*(("id", one) for one in ids), ("limit", _MOST)]
    page = lists.search(record_type, read_words((*_WORDS[record_type], *PAGING), asked))
    return [orjson.loads(body) for body in page.bodies]
