"""Domain: what the audit of figures says of some claims, with the arithmetic that proves it."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from service.domain.audit.claims import Claim
from service.domain.ranges import Edge, Exact, Range, as_json
from service.domain.records import encode

CONTRADICTION: Final = "contradiction"
BETWEEN_CLAIMANTS: Final = "contradiction_between_claimants"
FALLS: Final = "total_falls"
DIFFERS: Final = "total_differs_from_sum"
REFUTED: Final = "record_refuted"
SUPPORTED: Final = "record_supported"
UNDECIDED: Final = "record_undecided"
FINDINGS: Final = (CONTRADICTION, BETWEEN_CLAIMANTS, FALLS, DIFFERS, REFUTED, SUPPORTED, UNDECIDED)

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding: `claims` are all that its proof rests on, `about` the one under which it is listed."""

    finding: str
    about: Claim
    claims: tuple[Claim, ...]
    sentence: str
    ranges: Mapping[str, Range] = field(default_factory=dict)
    """The numbers of the sentence by name."""
    difference: Exact | None = None
    """The least step by which the numbers miss each other."""

    @property
    def key(self) -> tuple[str, str, int]:
        """Tells it from every other verdict on the same series, and orders them."""
        return self.finding, *self.about.key

    @property
    def body(self) -> str:
        """As /v1/figures/audit lists it, in JSON."""
        figure = self.about.figure
        return encode(
            {
                "finding": self.finding,
                **{name: figure[name] for name in ("metric", "subject", "unit", "scope", "period")},
                "claimed_by": None if self.finding == BETWEEN_CLAIMANTS else self.about.claimed_by,
                "figures": [
                    {"event": claim.key[0], "index": claim.key[1], "claimed_by": claim.claimed_by}
                    for claim in self.claims
                ],
                "arithmetic": {
                    "sentence": self.sentence,
                    "ranges": {name: _shown(found) for name, found in self.ranges.items()},
                    "difference": None if self.difference is None else as_json(self.difference),
                },
            }
        )


def _shown(found: Range) -> dict[str, Any]:
    return {"low": _limit(found.low), "high": _limit(found.high)}


def _limit(edge: Edge) -> float | None:
    return None if edge.limit is None else as_json(edge.limit)


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """The values of each key, both in the order in which they come."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
