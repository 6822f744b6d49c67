import io
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.domain.errors import Unsupported
from service.intake.readers import READERS, Reading, read_lines

ONE_EVENT = {
    "ndjson": b'{"id": "a"}',
    "jsonl": b'{"id": "a"}',
    "json": b'[{"id": "a"}]',
    "yaml": b"- id: a",
    "yml": b"events: [{id: a}]",
    "csv": b"id\na",
}


class Unbuffered(io.RawIOBase):
    """A stream as a web server hands it out."""

    def __init__(self, data: bytes) -> None:
        self.inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        return self.inner.readinto(buffer)


def test_every_suffix_has_an_example_here():
    assert set(ONE_EVENT) == set(READERS)


@pytest.mark.parametrize("suffix", READERS)
def test_every_format_reads_the_same_event(suffix):
    assert [line.body for line in read_lines(Unbuffered(ONE_EVENT[suffix]), suffix=suffix)] == [{"id": "a"}]


@pytest.mark.parametrize("suffix", READERS)
def test_nothing_that_is_sent_raises(suffix):
    for data in (b"", b"\0", b"\xff\xfe", b"{", b"[[", b'"', b"a: b: c", b"\xef\xbb\xbf", b"x" * 200_000, b"- \n- -"):
        assert all(line.body is None or line.type for line in read_lines(io.BytesIO(data), suffix=suffix))


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    (tmp_path / "b.yaml").write_text("- id: second\n")
    (tmp_path / "a.NDJSON").write_text('\n{"id": "first"}\n')
    (tmp_path / "README.md").write_text("- id: never\n")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.csv").write_text("id\nthird\n")
    lines = list(Reading([tmp_path]))
    assert [line.body["id"] for line in lines if line.body] == ["first", "second", "third"]
    assert (lines[0].source, lines[0].number) == (str(tmp_path / "a.NDJSON"), 2)


def test_a_record_that_shares_its_line_is_told_by_file_and_pointer(tmp_path):
    (tmp_path / "a.json").write_text('{"events": [{"id": "a"}]}')
    assert [line.source for line in Reading([tmp_path / "a.json"])] == [f"{tmp_path / 'a.json'}#/events/0"]


def test_a_file_may_be_named_alone(tmp_path):
    (tmp_path / "a.csv").write_text("id\na\n")
    assert [line.body for line in Reading([tmp_path / "a.csv"])] == [{"id": "a"}]


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "events.txt").write_text("x")
    with pytest.raises(Unsupported):
        list(Reading([tmp_path / "events.txt"]))


def test_how_many_records_there_will_be_is_told_by_the_bytes_that_were_read(tmp_path):
    for name in ("a.ndjson", "b.ndjson"):
        (tmp_path / name).write_text('{"id": "a"}\n' * 100)
    reading = Reading([tmp_path])
    assert [reading.expected(done) for done, _line in enumerate(reading, start=1)] == [200] * 200


def test_a_pipe_is_read_like_a_file(tmp_path):
    pipe = tmp_path / "lines.ndjson"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(pipe.write_bytes, b'{"id": "one"}\n{"id": "two"}\n')
        reading = Reading([pipe])
        assert [line.body["id"] for line in reading] == ["one", "two"]
        assert reading.expected(2) == 2
