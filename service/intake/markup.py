"""Intake: the text of a piece of HTML."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final

_BREAKS: Final = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "blockquote"})
_PLAIN: Final = _BREAKS | {"ul", "ol", "span"}
"""Tags of which a reader of the plain text misses nothing."""
_SILENT: Final = frozenset({"script", "style"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tags: dict[str, None] = {}
        self.silent = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.silent = tag in _SILENT
        self.tags[tag] = None
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def _parsed(html: str) -> _Text:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser


def plain_text(html: str) -> str:
    """What a reader sees: tags gone, entities read, a line for each paragraph."""
    lines = (" ".join(line.split()) for line in "".join(_parsed(html).pieces).splitlines())
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()


def label_text(html: str) -> str:
    """The same in one line, of what TimelineJS unescapes once before it sets it as HTML: groups and display dates."""
    return " ".join(plain_text(unescape(html)).split())


def lost_tags(html: str) -> list[str]:
    """The tags whose meaning the plain text does not keep: links, emphasis, pictures."""
    return [tag for tag in _parsed(html).tags if tag.isalnum() and tag not in _PLAIN]
