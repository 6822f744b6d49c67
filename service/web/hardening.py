"""Web: headers that keep what is stored from running in a reader's browser."""

from typing import Final

from flask import Response, request

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}
"""Of every answer that does not say otherwise; an SVG opened by itself keeps its own style, and runs nothing."""


SCRIPTS: Final = "default-src 'none'; connect-src 'self'"
"""Of our own scripts: one follows the changes in a worker, whose policy is that of its own answer."""


def harden(answer: Response) -> Response:
    """Adds the headers."""
    if request.endpoint == "static":
        answer.headers["Content-Security-Policy"] = SCRIPTS
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer
