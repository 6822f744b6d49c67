"""Web: examples of the ledger and of its audit for openapi.yaml, made by the code that answers."""

import json
from typing import Any, Final

from service.domain.audit import audit
from service.domain.audit.claims import claim
from service.domain.records import EVENT
from service.intake.records import read

_LOSSES: Final = {
    "metric": "personnel_losses",
    "unit": "persons",
    "subject": "russia",
    "claimed_by": "ukraine-mod",
    "source": "news-2024-11-26",
}
_FIGURES: Final = [
    _LOSSES | {"value": 1610, "period": "2024-11-24"},
    _LOSSES | {"value": 1950, "period": "2024-11-28", "is_record": True},
]
_EVENT: Final = {"id": "2024-11-losses", "title": "Losses of a week", "start": "2024-11-29", "figures": _FIGURES}
_LISTED: Final = [json.loads(entry["body"]) for entry in read(EVENT, _EVENT).entries]


def _page(items: list[Any]) -> dict[str, Any]:
    return {"items": items, "next": None}


FIGURES: Final = _page(_LISTED)
AUDIT: Final = _page(
    [json.loads(verdict.body) for verdict in audit([claim(figure, "2024-11-29", "") for figure in _LISTED])]
)
