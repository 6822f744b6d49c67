"""Web: addresses of this service with other words."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

SAFE = "!$'()*,/:;?@"
"""What may stand in a query as it is (the URL standard, percent-encoded bytes)."""


def with_words(root_url: str, path: str, given: Iterable[tuple[str, str]], **words: str) -> str:
    """The absolute address of `path` with the words that were `given`, those named in `words` said otherwise."""
    kept = [(name, text) for name, text in given if name not in words]
    return f"{root_url[:-1]}{quote(path, safe=SAFE)}?{urlencode([*kept, *words.items()], safe=SAFE)}"
