import pytest

from tests.intake.reading import bodies, read


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


def test_pairs_of_escapes_are_one_character():
    assert bodies('[{"id": "\\ud83d\\ude00"}]', "json") == [{"id": "😀"}]
