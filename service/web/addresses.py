"""Web: addresses of this service with other words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlencode

from werkzeug.urls import iri_to_uri

SAFE: Final = "!$'()*,/:;?@"
"""What may stand in a query as it is (the URL standard, percent-encoded bytes)."""


def with_words(root_url: str, path: str, given: Sequence[tuple[str, str]], **words: str) -> str:
    """The absolute address of `path` with the words that were `given`, but for those that `words` say otherwise."""
    said = list(dict.fromkeys((name, words.get(name, text)) for name, text in given))
    more = [(name, text) for name, text in words.items() if name not in dict(given)]
    return f"{_root(root_url)}{quote(path, safe=SAFE)}?{urlencode([*said, *more], safe=SAFE)}"


@lru_cache(maxsize=256)
def _root(root_url: str) -> str:
    return iri_to_uri(root_url)[:-1]
