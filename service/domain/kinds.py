"""Domain: kinds of event, and the built-in set with its PLOVER mapping.

PLOVER (Political Language Ontology for Verifying Event Records, Open Event Data Alliance) has sixteen event types in
four quads: verbal and material, cooperation and conflict.
"""

from typing import Any, Final

from service.domain.records import KIND, Draft, Fields
from service.domain.words import tokens

DEFAULT: Final = "event"
"""The kind of an event that names none; it is not deleted."""

QUADS: Final = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

_PLOVER: Final = {
    "agree": (0, "Agree to or promise an action"),
    "consult": (0, "Meet, visit or talk"),
    "support": (0, "Express support, begin or improve relations"),
    "concede": (0, "Give in, ease a measure, allow what was refused"),
    "cooperate": (1, "Work together in material ways"),
    "aid": (1, "Provide material aid"),
    "retreat": (1, "Withdraw, release, end a material conflict"),
    "request": (2, "Demand or ask for something"),
    "accuse": (2, "Criticise, blame, investigate"),
    "reject": (2, "Refuse, deny, dismiss"),
    "threaten": (2, "Threaten a hostile act"),
    "protest": (3, "Demonstrate, strike from work, riot"),
    "sanction": (3, "Reduce or break relations, impose measures"),
    "mobilize": (3, "Move or display armed force or police"),
    "coerce": (3, "Repress, seize, arrest, restrict"),
    "assault": (3, "Attack with violence"),
}
_EVERYDAY: Final = {
    "strike": ("assault", "Strike with missiles, artillery, aircraft or armour"),
    "attack": ("assault", "Armed attack"),
    "talks": ("consult", "Talks or negotiations"),
    "permission": ("agree", "Permission to act"),
    "threat": ("threaten", "Threat of a hostile act"),
    "warning": ("threaten", "Warning against an act"),
    "denial": ("reject", "Denial or dismissal of what another says"),
    "condemnation": ("accuse", "Condemnation of another's act"),
}
_BEYOND: Final = {
    "event": "Anything dated",
    "statement": "Something said in public",
    "report": "A publication that tells of something else",
    "measurement": "A count or measure, claimed or taken",
    "election": "A vote that fills an office",
}


def draft(record_id: str, fields: Fields) -> Draft:
    """A kind's draft."""
    return Draft(type=KIND, id=record_id, fields=fields, tokens=tokens([fields["label"], fields["description"]]))


def built_in() -> list[Draft]:
    """The kinds that every database begins with."""
    quad_of = {name: QUADS[quad] for name, (quad, _) in _PLOVER.items()}
    rows = [(name, name.upper(), quad_of[name], text) for name, (_, text) in _PLOVER.items()]
    rows += [(name, plover.upper(), quad_of[plover], text) for name, (plover, text) in _EVERYDAY.items()]
    everything: list[tuple[str, str | None, str | None, str]] = [
        *rows,
        *((n, None, None, t) for n, t in _BEYOND.items()),
    ]
    return [draft(name, _fields(name, plover, quad, text)) for name, plover, quad, text in everything]


def _fields(name: str, plover: str | None, quad: str | None, description: str) -> dict[str, Any]:
    return {"label": name.capitalize(), "plover": plover, "quad": quad, "description": description}
