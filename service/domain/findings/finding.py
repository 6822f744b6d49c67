"""Domain: what a chronicle should look at again."""

from dataclasses import dataclass, field
from typing import Any, Final

FINDINGS: Final = (
    "no_source",
    "no_cause",
    "no_outcome",
    "possible_only",
    "narrowed",
    "viewpoint_cycle",
    "duplicate",
)
"""In the order of lists: what costs least first."""


Key = tuple[int, int, str, str]
"""The place of a finding among those of its kind: by date and then by two ids, or by one id alone."""


def by_id(name: str) -> Key:
    """The place of what is ordered by one id; `""` is before all."""
    return 0, 0, name, ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `id` tells it from the others of its kind."""

    finding: str
    id: str
    events: tuple[str, ...]
    relations: tuple[str, ...]
    detail: str
    numbers: dict[str, Any] = field(default_factory=dict)
    place: Key | None = None

    @property
    def key(self) -> Key:
        """Behind which the next one of its kind begins: the id, unless they stand in the order of dates."""
        return self.place or by_id(self.id)

    def as_record(self) -> dict[str, Any]:
        """As the API shows it."""
        record = {"finding": self.finding, "id": f"{self.finding}:{self.id}", "events": self.events}
        return record | {"relations": self.relations, "detail": self.detail} | self.numbers
