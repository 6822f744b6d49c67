"""Intake: which reader reads which file."""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from service.domain.errors import Unsupported
from service.intake.csv_reader import read_csv
from service.intake.json_reader import read_json
from service.intake.lines import Line
from service.intake.ndjson_reader import read_ndjson
from service.intake.yaml_reader import read_yaml

READERS: Final[dict[str, Callable[[BinaryIO], Iterator[Line]]]] = {
    "ndjson": read_ndjson,
    "jsonl": read_ndjson,
    "json": read_json,
    "yaml": read_yaml,
    "yml": read_yaml,
    "csv": read_csv,
}
"""By file suffix."""


def read_lines(stream: BinaryIO, *, suffix: str) -> Iterator[Line]:
    """The records of one file; a bad one is a line with faults, and the next one is read all the same."""
    return READERS[suffix](io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream)


class Reading:
    """The records of files, and of every readable file below a folder in order of their names.

    Raises Unsupported for a file whose suffix is none of READERS and for a folder without any other, and OSError where
    a file cannot be opened.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._files = [file for path in paths for file in _files(path)]
        self._bytes = sum(file.stat().st_size for file in self._files)
        self._read = 0

    def __iter__(self) -> Iterator[Line]:
        for file in self._files:
            before = self._read
            with file.open("rb") as stream:
                for line in read_lines(stream, suffix=_suffix(file)):
                    if stream.seekable():  # a pipe is at no place, and its length is not known either
                        self._read = before + stream.tell()
                    yield replace(line, source=f"{file}{line.source}")

    def expected(self, lines: int) -> int:
        """How many records there will be, if the rest is like the first `lines`."""
        return max(lines, lines * self._bytes // max(self._read, 1))


def _files(path: Path) -> list[Path]:
    is_folder = path.is_dir()
    found = sorted(file for file in (path.rglob("*.*") if is_folder else [path]) if _suffix(file) in READERS)
    if not found:
        told = "nothing in this folder can be read; a suffix" if is_folder else "the suffix"
        raise Unsupported(f"{path}: {told} must be one of {', '.join(READERS)}")
    return found


def _suffix(file: Path) -> str:
    return file.suffix[1:].lower()
