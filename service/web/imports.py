"""Web: /v1/imports: many records in one request."""

from dataclasses import asdict
from typing import BinaryIO, Final, cast

from flask import Response, request

from service.domain.errors import Unsupported
from service.domain.queries import Query
from service.domain.wordlist import Word, choice, truth
from service.intake.imports import Mode, Report, run
from service.intake.readers import read_lines
from service.web import answers
from service.web.access import stamp
from service.web.blueprint import WRITE_ERRORS, Blueprint
from service.web.examples import LINES, REJECTED_IMPORT, ROWS
from service.web.shapes import ImportShape

MOST_LINES: Final = 50_000
MOST_BYTES: Final = 64 << 20
SUFFIXES: Final = {"application/x-ndjson": "ndjson", "text/csv": "csv"}
CONTENT: Final = {
    media_type: {"schema": {"type": "string"}, "example": example}
    for media_type, example in zip(SUFFIXES, (LINES, ROWS), strict=True)
}
WORDS: Final = (
    Word("mode", "`atomic`: all or nothing; `partial`: what is good.", default="atomic", **choice("atomic", "partial")),
    Word("dry_run", "Judges every line and stores nothing.", default=False, **truth()),
)

blueprint = Blueprint("imports", __name__, url_prefix="/v1/imports", description="Many records at once.")


@blueprint.post("")
@blueprint.named("import_records", "Import up to 50,000 records, one a line (NDJSON or CSV)")
@blueprint.answers(200, ImportShape)
@blueprint.alt_response(
    422,
    schema=ImportShape,
    description="Atomic, and something was rejected: nothing is stored. Or a word is wrong.",
    example=REJECTED_IMPORT,
)
@blueprint.errors(*WRITE_ERRORS)
@blueprint.doc(requestBody={"required": True, "content": CONTENT})
@blueprint.asks(*WORDS)
def load(asked: Query) -> Response:
    """Stores records that may name each other, in any order; repeating an import changes nothing."""
    request.max_content_length = MOST_BYTES
    if request.mimetype not in SUFFIXES:
        raise Unsupported(f"send the lines as {' or '.join(SUFFIXES)}, not {request.mimetype or 'without a type'}")
    lines = read_lines(cast(BinaryIO, request.stream), suffix=SUFFIXES[request.mimetype])
    mode = cast(Mode, asked["mode"])
    report = run(lines, stamp(), mode=mode, dry_run=asked["dry_run"], most=MOST_LINES)
    return answers.plain(_shown(report), 422 if mode == "atomic" and report.rejected else 200)


def _shown(report: Report) -> dict[str, object]:
    shown = asdict(report)
    for error in shown["errors"]:
        del error["source"]
    return shown
