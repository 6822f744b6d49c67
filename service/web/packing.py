"""Web: bodies in fewer bytes (RFC 9110 §8.4): zstd and gzip, where the reader takes one of them."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

import zstandard
from werkzeug.http import parse_accept_header

from service.web.kept import Answer

PLAIN: Final = "identity"
LEAST: Final = 1_000
"""Bytes below which a body goes into one packet anyway."""
_CODINGS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "zstd": lambda body: zstandard.compress(body, 6),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
"""The better one first."""


@lru_cache(maxsize=256)
def coding(accepted: str) -> str:
    """The coding for a reader who sends this Accept-Encoding."""
    taken = dict(parse_accept_header(accepted))
    return next((name for name in _CODINGS if taken.get(name, 0) > 0), PLAIN)


def packed(answer: Answer, coding: str) -> Answer:
    """The answer in this coding, if it gains by it. A strong tag stands for bytes as they are, so they stay so."""
    if coding == PLAIN or len(answer.body) < LEAST or not answer.tag.startswith("W/"):
        return answer
    body = _CODINGS[coding](answer.body)
    others = [(name, value) for name, value in answer.headers if name != "Content-Length"]
    return replace(
        answer, headers=[*others, ("Content-Encoding", coding), ("Content-Length", str(len(body)))], body=body
    )
