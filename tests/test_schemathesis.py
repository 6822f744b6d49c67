"""The running application against its own description: thousands of requests, good and bad, on each engine."""

from collections import Counter
from dataclasses import replace
from typing import Any, Final

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from service.storage import tokens
from service.web.watch import Watch

CASES: Final = 2_000
READS: Final = [f"read_{noun}" for noun in ("event", "relation", "actor", "source", "kind", "timeline", "health")]
"""Operations whose parameters are told in full, so that everything that fits them has to be taken."""

ALIKE: Final = [f"feed_{name}" for name in ("changes_json", "events_ics", "graph_mmd", "timelinejs_json", "vis_json")]
"""Feeds that take the very words of another feed: what is refused there one by one is drawn by chance here."""

TAKEN: Final = {"enabled": True, "expected-statuses": ["2xx", "304", "404", "412", "422"]}
"""An id may be nobody's, a condition may name a version that is not stored, and a moment may be still to come."""


def config(secret: str) -> SchemathesisConfig:
    """Every check but those that say here why not; the same cases in every run."""
    off = {"enabled": False}
    return SchemathesisConfig.from_dict(
        {
            # Its client for WSGI unpacks nothing.
            "headers": {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"},
            "seed": 1,
            "continue-on-failure": True,
            "generation": {"max-examples": 4, "database": "none"},
            "phases": {"stateful": {"enabled": True, "max-steps": 6}},
            "checks": {
                # What fits a shape may still name a record that is not there, or a date that is none.
                "positive_data_acceptance": off,
                # It cannot call a WSGI application; tests/web/test_access.py calls every route without a token.
                "ignored_auth": off,
            },
            "operations": [
                {"include-operation-id": READS, "checks": {"positive_data_acceptance": TAKEN}},
                {"include-operation-id": ALIKE, "phases": {"coverage": off}},
                # Its bodies are lines of text: whatever is sent is one, and each line is judged in the answer.
                {"include-operation-id": "import_records", "checks": {"negative_data_rejection": off}},
            ],
        }
    )


@schemathesis.serializer("application/x-ndjson")
def lines(_context: Any, value: Any) -> dict[str, Any]:
    """Lines go out as they are made."""
    return {"data": value if isinstance(value, bytes) else str(value).encode(errors="replace")}


def test_whatever_is_sent_the_answer_is_as_described(app: Flask):
    app.extensions["causeline"] = replace(app.extensions["causeline"], watch=Watch(0))  # nobody waits here
    api = schemathesis.openapi.from_wsgi("/openapi.yaml", app, config=config(tokens.add("fuzz", "write", now=0)))
    cases, failures, errors = 0, Counter(), []
    for event in from_schema(api).execute():
        if isinstance(event, events.ScenarioFinished):
            cases += len(event.recorder.interactions)
            failures += Counter(f"{event.recorder.label}: {told}" for told in failed(event.recorder))
        elif isinstance(event, events.NonFatalError | events.FatalError):
            errors.append(event)
    assert failures == Counter()
    assert errors == []
    assert cases >= CASES


def failed(recorder: Any):
    """What the checks of a scenario found, with a request that shows it."""
    for checks in recorder.checks.values():
        for check in checks:
            if check.status == Status.FAILURE:
                yield f"{check.name}: {check.failure_info.failure}\n{check.failure_info.code_sample}"
