"""Intake: the shape of a kind."""

from typing import Final

from service.domain.kinds import QUADS, built_in
from service.intake.fields import ChoiceField, TextField
from service.intake.shapes import RecordShape, server_fields
from service.intake.values import NameField

PLOVER: Final = tuple(dict.fromkeys(kind.fields["plover"] for kind in built_in() if kind.fields["plover"]))


class KindShape(RecordShape):
    """Needs `label`."""

    label = NameField("The kind's name, as readers see it.", example="Strike", required=True)
    plover = ChoiceField("The PLOVER type, where one fits.", *PLOVER, example="ASSAULT", load_default=None)
    quad = ChoiceField("PLOVER's quad.", *QUADS, example="material_conflict", load_default=None)
    description = TextField("What belongs to it.", example="Armed attack", high=5000, load_default="")
    version, created_at, updated_at = server_fields()
