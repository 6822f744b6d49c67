"""Domain: query words, declared once: read, refused, and described in openapi.yaml from the same record."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from service.domain.errors import Fault, Invalid


@dataclass(frozen=True, slots=True)
class Word:
    """One query word. `read` turns its text into a value, or raises ValueError with the reason."""

    name: str
    summary: str
    read: Callable[[str], Any] = str
    many: bool = False
    """Repeat or comma: any of; the value is then a tuple."""
    default: Any = None
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    example: str | None = None
    required: bool = False


def choice(*values: str) -> dict[str, Any]:
    """`read` and `schema` of a closed list, to be spread into a Word."""

    def read(text: str) -> str:
        if text not in values:
            raise ValueError(f"{text!r} is none of {', '.join(values)}")
        return text

    return {"read": read, "schema": {"type": "string", "enum": list(values)}}


_WHOLE: Final = re.compile("0|-?[1-9][0-9]{0,17}")
"""A whole number as everyone writes it, within 64 bits: no zeros before it, no plus, digits of ASCII only."""


def whole(low: int, high: int) -> dict[str, Any]:
    """`read` and `schema` of a whole number from `low` to `high`."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            raise ValueError(f"{text[:40]!r} is no whole number from {low} to {high}")
        return int(text)

    return {"read": read, "schema": {"type": "integer", "minimum": low, "maximum": high}}


def truth() -> dict[str, Any]:
    """`read` and `schema` of true or false."""

    def read(text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError(f"{text[:40]!r} is neither true nor false")
        return text == "true"

    return {"read": read, "schema": {"type": "boolean"}}


class Wordlist:
    """Words that are taken together: what reads them is made once for all requests."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._known = {word.name: word for word in words}
        self._defaults = {word.name: word.default for word in self._known.values()}
        self._required = {word.name for word in self._known.values() if word.required}

    def read(self, given: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """The values of all words from (name, text) pairs: defaults filled in, `many` as sorted tuples.

        Raises Invalid naming every unknown word, every value that is refused, and every word given twice in vain.
        """
        texts, faults = self._sorted(given)
        values = dict(self._defaults)
        for name in self._known:
            if name in texts or name in self._required:
                try:
                    values[name] = _read(self._known[name], texts.get(name))
                except ValueError as error:
                    faults.append(Fault(str(error), parameter=name))
        if faults:
            raise Invalid(faults[0].detail, faults)
        return values

    def _sorted(self, given: Iterable[tuple[str, str]]) -> tuple[dict[str, list[str]], list[Fault]]:
        """The texts of each word, and a fault for each that is unknown."""
        texts: dict[str, list[str]] = {}
        faults = []
        for name, text in given:
            word = self._known.get(name)
            if word is None:
                faults.append(Fault(f"unknown word {name[:80]!r}; {self._told()}", parameter=name))
            else:
                texts.setdefault(name, []).extend(text.split(",") if word.many else [text])
        return texts, faults

    def _told(self) -> str:
        return f"known here: {', '.join(self._known)}" if self._known else "no words are taken here"


def read_words(words: Iterable[Word], given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The same of words that are read once. Raises Invalid as `Wordlist.read` does."""
    return Wordlist(words).read(given)


def _read(word: Word, texts: list[str] | None) -> Any:
    if texts is None:
        raise ValueError(f"{word.name} is needed here")
    if word.many:
        return tuple(sorted({word.read(text) for text in texts}))
    if len(texts) > 1:
        raise ValueError(f"{word.name} may be given once")
    return word.read(texts[0])
