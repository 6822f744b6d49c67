"""Web: /v1/imports: many records in one request."""

from dataclasses import asdict
from typing import BinaryIO, Final, cast

from flask import Response, request

from service.domain.errors import Unsupported
from service.domain.queries import Query
from service.domain.wordlist import Word, choice, truth
from service.intake.imports import Judged, Mode, judged
from service.intake.readers import read_lines
from service.intake.reports import Remark, Report
from service.storage import idempotency
from service.web import answers
from service.web.access import stamp
from service.web.blueprint import WRITE_ERRORS, Blueprint
from service.web.examples import LINES, REJECTED_IMPORT, ROWS, SLIDES
from service.web.idempotency import REPLAYED_HEADER, Digested, once
from service.web.shapes import ImportShape

MOST_LINES: Final = 50_000
MOST_BYTES: Final = 64 << 20
SUFFIXES: Final = {"application/x-ndjson": "ndjson", "text/csv": "csv", "application/json": "json"}
_TEXT: Final = {"type": "string"}
_SECTIONS: Final = {"oneOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}]}
CONTENT: Final = {
    "application/x-ndjson": {"schema": _TEXT, "example": LINES},
    "text/csv": {"schema": _TEXT, "example": ROWS},
    "application/json": {"schema": _SECTIONS, "example": SLIDES},
}
WORDS: Final = (
    Word("mode", "`atomic`: all or nothing; `partial`: what is good.", default="atomic", **choice("atomic", "partial")),
    Word("dry_run", "Judges every line and stores nothing.", default=False, **truth()),
)

blueprint = Blueprint("imports", __name__, url_prefix="/v1/imports", description="Many records at once.")


@blueprint.post("")
@blueprint.named("import_records", "Import up to 50,000 records, one a line (NDJSON or CSV) or as JSON")
@blueprint.answers(200, ImportShape, headers=REPLAYED_HEADER)
@blueprint.alt_response(
    422,
    schema=ImportShape,
    description="Atomic, and something was rejected: nothing is stored. Or a word is wrong.",
    example=REJECTED_IMPORT,
)
@blueprint.errors(*WRITE_ERRORS)
@blueprint.doc(requestBody={"required": True, "content": CONTENT})
@blueprint.asks(*WORDS)
@blueprint.repeatable()
def load(asked: Query) -> Response:
    """Stores records that may name each other, in any order; repeating an import changes nothing.

    A CSV has the event fields as columns, or those of TimelineJS's spreadsheet. JSON has records in sections
    (`events`, `relations` …), or is TimelineJS's configuration.
    """
    request.max_content_length = MOST_BYTES
    if request.mimetype not in SUFFIXES:
        raise Unsupported(f"send the records as {', '.join(SUFFIXES)}, not {request.mimetype or 'without a type'}")
    body = Digested()
    lines = read_lines(cast(BinaryIO, body), suffix=SUFFIXES[request.mimetype])
    with judged(lines, most=MOST_LINES) as coming:
        in_parts = asked["mode"] == "partial" and not asked["dry_run"]
        answered = idempotency.once_in_parts if in_parts else idempotency.once_for_long
        return once(lambda: _stored(coming, asked), body.digest, answered)


def _stored(coming: Judged, asked: Query) -> Response:
    mode: Mode = asked["mode"]
    report = coming.store(stamp(), mode=mode, dry_run=asked["dry_run"])
    return answers.plain(_shown(report), 422 if mode == "atomic" and report.rejected else 200)


def _shown(report: Report) -> dict[str, object]:
    """Notes stand only where there are any."""
    shown = asdict(report) | {"errors": list(map(_told, report.errors)), "notes": list(map(_told, report.notes))}
    return {name: value for name, value in shown.items() if value or name != "notes"}


def _told(remark: Remark) -> dict[str, object]:
    """Of records that share a line the pointer says which it is about: it then begins at the whole document."""
    pointer = f"{remark.source[1:]}{remark.pointer or ''}" if remark.source else remark.pointer
    return {"line": remark.line, "pointer": pointer, "detail": remark.detail}
