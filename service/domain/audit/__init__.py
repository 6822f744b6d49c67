"""Domain: the audit of figures: what some of them say against others, or for them."""

from collections.abc import Collection, Iterable
from itertools import chain
from typing import Final

from service.domain.audit.claims import Claim
from service.domain.audit.contradictions import contradictions
from service.domain.audit.daily_sums import differing_totals
from service.domain.audit.falling_totals import falling_totals
from service.domain.audit.record_claims import judged_records
from service.domain.audit.verdicts import Verdict, grouped

_RULES: Final = (contradictions, falling_totals, differing_totals, judged_records)


def audit(series: Iterable[Claim]) -> list[Verdict]:
    """Every verdict on the claims of one metric and subject, unit by unit, in the order of their keys."""
    units = grouped((claim.figure["unit"], claim) for claim in series).values()
    verdicts = chain.from_iterable(rule(claims) for claims in units for rule in _RULES)
    return sorted(verdicts, key=lambda verdict: verdict.key)


def concerns(verdict: Verdict, *, findings: Collection[str], chosen: Collection[tuple[str, int]]) -> bool:
    """Whether a verdict is one of these findings (none given: any) and rests on a claim that was chosen."""
    return (not findings or verdict.finding in findings) and any(claim.key in chosen for claim in verdict.claims)
