"""Intake: the text of a piece of HTML."""

import re
from html.parser import HTMLParser
from typing import Final

_BREAKS: Final = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "blockquote"})
_SILENT: Final = frozenset({"script", "style"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.silent = tag in _SILENT
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


def plain_text(html: str) -> str:
    """What a reader sees: tags gone, entities read, a line for each paragraph."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).splitlines())
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()
