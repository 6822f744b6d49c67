import pytest

from tests.intake.reading import bodies, read


def test_sections_hold_records_and_each_knows_its_line():
    text = "# seeds\nevents:\n  - id: a\n    title: x\n\n  - {id: b}\nrelations:\n  - {id: c}\n"
    assert read(text, "yaml") == [
        (3, "event", {"id": "a", "title": "x"}),
        (6, "event", {"id": "b"}),
        (8, "relation", {"id": "c"}),
    ]


def test_a_bare_list_holds_events():
    assert read("- id: a\n- {record: actor, id: b}\n", "yml") == [(1, "event", {"id": "a"}), (2, "actor", {"id": "b"})]


def test_each_document_of_a_file_is_read():
    assert [number for number, *_ in read("events: [{id: a}]\n---\n- id: b\n", "yaml")] == [1, 3]


@pytest.mark.parametrize("text", ["", "# nothing\n", "events:\n", "events: []\n", "---\n"])
def test_a_file_may_hold_nothing(text):
    assert read(text, "yaml") == []


@pytest.mark.parametrize("written", ["2024-11-24", "2024", "2024-11", "-0043", "2024-11-24T10:00:00Z", "0o17", "1_000"])
def test_a_date_stays_the_text_that_was_written(written):
    assert bodies(f"- start: {written}\n", "yaml") == [{"start": written}]


@pytest.mark.parametrize("written", ["no", "NO", "yes", "on", "12:30:00", "1e3", "true", "=", "<<"])
def test_a_word_stays_the_text_that_was_written(written):
    assert bodies(f"- title: {written}\n  tags: [{written}]\n", "yaml") == [{"title": written, "tags": [written]}]


@pytest.mark.parametrize(("written", "value"), [("1610", 1610), ("-1.5", -1.5), ("1e3", 1000.0), ("'5'", "5")])
def test_a_number_is_one_where_the_shape_has_numbers(written, value):
    figures = [{"metric": "7", "value": value}]
    identifiers = [{"scheme": "a", "value": written.strip("'")}]
    text = f"- figures: [{{metric: 7, value: {written}}}]\n  identifiers: [{{scheme: a, value: {written}}}]\n"
    assert bodies(text, "yaml") == [{"figures": figures, "identifiers": identifiers}]


def test_truths_and_nothing_are_read_as_json_writes_them():
    text = "- end: null\n  lang: ~\n  place:\n  figures: [{is_record: true}]\n"
    assert bodies(text, "yaml") == [{"end": None, "lang": None, "place": None, "figures": [{"is_record": True}]}]


def test_a_word_where_no_text_belongs_is_left_to_be_refused():
    assert bodies("- figures: many\n", "yaml") == [{"figures": "many"}]


def test_quoted_text_is_text():
    assert bodies("- end: 'null'\n  figures: ['true', \"5\"]\n", "yaml") == [{"end": "null", "figures": ["true", "5"]}]


def test_a_tag_makes_no_object():
    assert bodies("- title: !!python/name:os.system x\n  lang: !!int '5'\n", "yaml") == [{"title": "x", "lang": "5"}]


def test_an_alias_is_refused_and_the_next_record_is_read():
    bomb = "- &a {id: a}\n- {id: b, tags: [*a, *a]}\n- id: c\n"
    first, bad, last = read(bomb, "yaml")
    assert (first[2], bad[:2], last[2]) == ({"id": "a"}, (2, "/tags/0"), {"id": "c"})


def test_a_name_that_stands_twice_is_refused():
    assert read("- {id: a, id: b}\n", "yaml") == [(1, "/id", "stands twice")]


def test_a_name_is_text():
    assert read("- {[a]: 5}\n", "yaml") == [(1, "", "must have names of text")]


@pytest.mark.parametrize(("text", "pointer"), [("foo: [{id: a}]\n", "/foo"), ("events: {id: a}\n", "/events")])
def test_what_is_no_section_is_told_and_passed_over(text, pointer):
    bad, good = read(f"{text}actors: [{{id: b}}]\n", "yaml")
    assert (bad[:2], good[1]) == ((1, pointer), "actor")


@pytest.mark.parametrize(
    "text", ["text\n", "events: [", "a: b: c\n", b"- \xff", b"- \0", "- *a\n  b", "- " + "[" * 10_000]
)
def test_what_is_no_yaml_ends_with_a_fault(text):
    assert read(text, "yaml")[-1][1] is None


def test_the_records_before_the_fault_are_read():
    good, bad = read("- id: a\n- id: b: c\n", "yaml")
    assert (good[0], bad[0]) == (1, 2)
