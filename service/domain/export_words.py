"""Domain: the word of the export that takes everything along."""

from typing import Final

from service.domain.wordlist import Word, truth

EVERYTHING: Final = Word(
    "everything",
    "Also every actor, source, kind and timeline that nothing selected refers to: a copy of the whole chronicle.",
    default=False,
    **truth(),
)
