"""Domain: what is read off the text of documents, which costs a fraction of decoding them.

No text in a document holds a quote that is not escaped: a key with its quotes and its colon stands in its place alone.
"""

import re
from typing import Final

from service.domain.records import ACTOR, KIND, SOURCE

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
