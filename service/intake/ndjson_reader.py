"""Intake: NDJSON, one record a line."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from service.intake.json_values import json_value
from service.intake.lines import Line, fault_line, record_line

LONGEST: Final = 4 * 2**20
"""Bytes of a line; what is beyond is skipped unread, so that no input fills the memory."""

_BOM: Final = b"\xef\xbb\xbf"


def read_ndjson(stream: BinaryIO) -> Iterator[Line]:
    """Every line that is not blank; numbers count the blank ones too."""
    number = 0
    while text := stream.readline(LONGEST + 1):
        number += 1
        if len(text) > LONGEST and not text.endswith(b"\n"):
            _skip_line(stream)
            yield fault_line(number, f"is longer than {LONGEST} bytes", "")
        elif text := text.removeprefix(_BOM if number == 1 else b"").strip():
            yield _line(number, text)


def _line(number: int, text: bytes) -> Line:
    try:
        return record_line(number, json_value(text))
    except ValueError as error:
        return fault_line(number, f"is not JSON: {error}", "")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass
