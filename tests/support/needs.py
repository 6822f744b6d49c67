"""Test support: what a test needs and the machine may not have; a skip is told aloud, and under CI it is a failure."""

import os
from collections import Counter
from typing import Final, NoReturn

import pytest

UNDER_CI: Final = os.environ.get("CI") == "true"


def missing(what: str, remedy: str) -> NoReturn:
    """Ends a test that cannot run here; `remedy` is what its reader can do."""
    pytest.skip(f"{what} is missing: {remedy}")


def why_skipped(reports: list[pytest.TestReport]) -> list[str]:
    """One line a reason: how many tests, and why."""
    reasons = Counter(_reason(report) for report in reports)
    return [f"{count} test{'s' * (count > 1)} skipped. {reason}" for reason, count in reasons.most_common()]


def _reason(report: pytest.TestReport) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return told.removeprefix("Skipped: ")
