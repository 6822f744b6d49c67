import io

import pytest

from service.intake.readers import read_lines
from tests.intake.reading import bodies, read


def sources(text: str) -> list[str]:
    return [line.source for line in read_lines(io.BytesIO(text.encode()), suffix="json")]


def test_sections_hold_records_and_each_knows_its_line():
    text = '{"events": [\n  {"id": "a"},\n\n  {"id": "b"}],\n "actors": [{"id": "c"}]}\n'
    assert read(text, "json") == [(2, "event", {"id": "a"}), (4, "event", {"id": "b"}), (5, "actor", {"id": "c"})]


def test_a_bare_list_holds_events():
    assert read('\ufeff[{"id": "a"}, {"record": "kind", "id": "b"}]', "json") == [
        (1, "event", {"id": "a"}),
        (1, "kind", {"id": "b"}),
    ]


@pytest.mark.parametrize("text", ["{}", "[]", '{"events": []}'])
def test_a_file_may_hold_nothing(text):
    assert read(text, "json") == []


def test_an_unknown_section_is_told_and_passed_over():
    unknown, known = read('{"foo/bar": {"a": [1]}, "events": [{"id": "a"}]}', "json")
    assert (unknown[:2], known) == ((1, "/foo~1bar"), (1, "event", {"id": "a"}))


def test_a_record_that_is_no_object_is_told_and_the_next_one_is_read():
    bad, good = read('[5, {"id": "a"}]', "json")
    assert (bad[1], good) == ("", (1, "event", {"id": "a"}))


@pytest.mark.parametrize(
    "text",
    [
        *(b"", b"5", b"[{}", b"[{}] x", b"[{},]", b"[NaN]", b'{"events": 5}', b"{5: []}", b'["\xff"]', b"[9"),
        *(b"[" * 100_000, b"[" + b"9" * 5000 + b"]"),
    ],
)
def test_what_is_no_json_ends_with_a_fault(text):
    number, pointer, detail = read(text, "json")[-1]
    assert (number, pointer, detail[:6]) == (1, None, "is not")


def test_the_records_before_the_fault_are_read():
    good, bad = read('[{"id": "a"},\n {"id": ]', "json")
    assert (good[0], bad[0]) == (1, 2)


@pytest.mark.parametrize("record", ['{"\\ud800": 1}', '{"id": "a", "title": "\\udfff"}'])
def test_half_of_a_surrogate_pair_is_told_where_it_stands(record):
    [(number, _, detail)] = read(f"[\n{record}]", "json")
    assert (number, detail[:6]) == (2, "is not")


def test_pairs_of_escapes_are_one_character():
    assert bodies('[{"id": "\\ud83d\\ude00"}]', "json") == [{"id": "😀"}]


def test_records_that_share_a_line_are_told_apart_by_their_pointers():
    text = '{"events": [{"id": "a"}, {"id": "b"}], "actors": [5]}'
    assert sources(text) == ["#/events/0", "#/events/1", "#/actors/0"]
    assert sources('[{"id": "a"}, {"id": "b"}]') == ["#/0", "#/1"]


def test_a_record_that_begins_its_line_is_told_by_the_line():
    assert sources('[\n  {"id": "a"},\r\n  {"id": "b"}, {"id": "c"}\n]') == ["", "", "#/2"]


@pytest.mark.parametrize("twice", ['{"id": "a", "id": "b"}', '{"place": {"name": "a", "name": "a"}}'])
def test_a_name_said_twice_is_told_and_the_next_record_is_read(twice):
    (number, pointer, detail), good = read(f'[\n{twice},\n{{"id": "c"}}]', "json")
    assert (number, pointer, good) == (2, "", (3, "event", {"id": "c"}))
    assert detail.endswith("twice")
