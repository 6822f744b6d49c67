"""Lines of a reader, as short as a test compares them."""

import io
from typing import Any

from service.intake.readers import read_lines


def read(text: str | bytes, suffix: str) -> list[tuple[int, str | None, Any]]:
    """(line number, record type, body) of each line; (number, pointer, detail) of the first fault of a bad one."""
    data = text.encode() if isinstance(text, str) else text
    lines = read_lines(io.BytesIO(data), suffix=suffix)
    return [
        (line.number, line.faults[0].pointer, line.faults[0].detail)
        if line.faults
        else (line.number, line.type, line.body)
        for line in lines
    ]


def bodies(text: str | bytes, suffix: str) -> list[dict[str, Any]]:
    """The bodies alone."""
    return [body for _, _, body in read(text, suffix)]
