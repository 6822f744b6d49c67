"""Web: what is wrong with a filter, said in the words of the form."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from service.domain.errors import Fault

LABELS: Final = {
    "q": "Search",
    "kind": "Kind",
    "actor": "Who",
    "tag": "Tag",
    "status": "Status",
    "since": "From",
    "until": "To",
    "lane": "Lanes by",
    "as_of": "As it was known",
    "asserted_by": "According to",
    "according_to": "Known from",
    "basis": "Resting on",
    "relation_family": "Linked by",
}
"""The words of the URL that have a field, as these are labelled."""
A_DATE: Final = "A date is a year, a month or a day: 2024, 2024-11, 2024-11-24; 44 BCE is -0043."
_DATES: Final = ("since", "until")


def complaints(faults: Iterable[Fault]) -> list[Fault]:
    """Each fault under its field's label; the API's own words for a date that does not read help none but programs."""
    return [replace(fault, detail=_said(fault), parameter=_label(fault.parameter)) for fault in faults]


def _said(fault: Fault) -> str:
    return f"this is no date that can be read. {A_DATE}" if fault.parameter in _DATES else fault.detail


def _label(word: str | None) -> str | None:
    return LABELS.get(word, word) if word else None
