"""Domain: the words of the ledger of figures and of its audit."""

from dataclasses import replace
from typing import Final

from service.domain.audit.verdicts import FINDINGS
from service.domain.figures import SCOPES
from service.domain.periods import UNITS
from service.domain.queries import EVENT_WORDS, record_id
from service.domain.wordlist import Word, choice, truth

_OF_THE_FIGURE: Final = {
    "metric": "Figures of these metrics. Repeat or comma: any of.",
    "source": "Figures that these sources carry; `none` is no source. Repeat or comma: any of.",
    "since": "Figures whose period (the event's span where it has none) can reach this EDTF date or later.",
    "until": "Figures whose period (the event's span where it has none) can begin at this EDTF date or earlier.",
    "certain": "With since or until: only figures whose whole period lies within.",
}
"""Event words that mean the figure here; all others choose its event."""


def _actors(name: str, summary: str, example: str) -> Word:
    return Word(name, f"{summary} Repeat or comma: any of.", record_id, many=True, example=example)


LEDGER_WORDS: Final = (
    *(replace(word, summary=_OF_THE_FIGURE.get(word.name, word.summary)) for word in EVENT_WORDS),
    _actors("subject", "Figures about these actors; `none` is nobody.", "russia"),
    _actors("claimed_by", "Figures that these actors claim; `none` is nobody.", "ukraine-mod"),
    Word("scope", "Counted over the period, or added up to it. Repeat or comma: any of.", many=True, **choice(*SCOPES)),
    Word("is_record", "Only those that are (true) or are not (false) claimed to be a record.", **truth()),
)
FIGURE_WORDS: Final = (
    *LEDGER_WORDS,
    Word("group", "Count and add up the figures by day, month or year instead of listing them.", **choice(*UNITS)),
)
AUDIT_WORDS: Final = (
    *(word for word in LEDGER_WORDS if word.name != "sort"),
    Word("finding", "Only these findings. Repeat or comma: any of.", many=True, **choice(*FINDINGS)),
)
