"""Tests of pages: what a page holds."""

import re
from html.parser import HTMLParser


class Elements(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))


def elements(text: str, tag: str) -> list[dict[str, str | None]]:
    return [attributes for name, attributes in Elements(text).found if name == tag]


def text_of(page: str) -> str:
    """What a reader sees, without the picture."""
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<svg.*?</svg>", " ", page)).split())
