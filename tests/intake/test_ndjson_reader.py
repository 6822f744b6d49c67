import io

import pytest

from service.intake.ndjson_reader import LONGEST
from service.intake.readers import read_lines
from tests.intake.reading import bodies, read


def test_each_line_is_a_record_of_the_type_that_it_names():
    text = '{"id": "a"}\n{"record": "actor", "id": "b"}\n'
    assert read(text, "ndjson") == [(1, "event", {"id": "a"}), (2, "actor", {"id": "b"})]


def test_blank_lines_are_skipped_and_counted():
    assert read('\n  \r\n{"id": "a"}\r\n\n', "ndjson") == [(3, "event", {"id": "a"})]


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    assert read('\ufeff{"id": "a"}', "ndjson") == [(1, "event", {"id": "a"})]


@pytest.mark.parametrize(
    "bad",
    [b"{", b"NaN", b'{"a": Infinity}', b'"\xff"', b'{"a": "\\ud800"}', b'{"a": 1e999}', b"[1]", b"5", b"[" * 5000],
)
def test_a_bad_line_is_told_and_the_next_one_is_read(bad):
    (number, pointer, _), good = read(bad + b'\n{"id": "a"}', "ndjson")
    assert (number, pointer, good) == (1, "", (2, "event", {"id": "a"}))


@pytest.mark.parametrize("record", ['"events"', "[]", "null", "5"])
def test_an_unknown_type_is_refused(record):
    [(_, pointer, _)] = read(f'{{"record": {record}}}', "ndjson")
    assert pointer == "/record"


def test_a_name_said_twice_is_refused_on_its_line():
    (number, pointer, detail), good = read('{"id": "a", "id": "b"}\n{"id": "c"}', "ndjson")
    assert (number, pointer, good) == (1, "", (2, "event", {"id": "c"}))
    assert detail == "is not JSON: an object has the name 'id' twice"


def test_a_line_without_end_is_skipped_without_being_kept():
    endless = io.BytesIO(b'"' + b"x" * (2 * LONGEST) + b'"\n{"id": "a"}')
    too_long, good = read_lines(endless, suffix="ndjson")
    assert (too_long.body, good.number, good.body) == (None, 2, {"id": "a"})


def test_a_line_of_the_greatest_length_is_read():
    frame = '{"id": ""}'
    [body] = bodies(f'{{"id": "{"x" * (LONGEST - len(frame))}"}}\n', "ndjson")
    assert len(body["id"]) == LONGEST - len(frame)
