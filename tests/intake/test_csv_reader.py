import pytest

from tests.intake.judged import fields
from tests.intake.reading import bodies, read


def test_each_row_is_an_event_by_the_columns_of_the_header():
    assert read("id,title,start\na,First,2024\nb,Second,2025\n", "csv") == [
        (2, "event", {"id": "a", "title": "First", "start": "2024"}),
        (3, "event", {"id": "b", "title": "Second", "start": "2025"}),
    ]


def test_a_row_may_name_another_type():
    assert read("record,id,name\nactor,us,United States\n", "csv") == [
        (2, "actor", {"id": "us", "name": "United States"})
    ]


def test_an_empty_cell_is_absent():
    assert bodies("id,title,lang\na,,en\n", "csv") == [{"id": "a", "lang": "en"}]


def test_a_row_of_empty_cells_is_skipped():
    assert read("id,title\n,\n\na,x\n", "csv") == [(4, "event", {"id": "a", "title": "x"})]


def test_a_byte_order_mark_and_carriage_returns_are_no_text():
    assert bodies("\ufeffid,title\r\na,x\r\n", "csv") == [{"id": "a", "title": "x"}]


def test_a_quoted_cell_may_hold_lines_and_the_next_row_knows_its_own():
    text = 'id,summary\na,"one\ntwo, ""three"""\nb,four\n'
    assert read(text, "csv") == [
        (2, "event", {"id": "a", "summary": 'one\ntwo, "three"'}),
        (4, "event", {"id": "b", "summary": "four"}),
    ]


def test_lists_are_separated_by_semicolons():
    assert bodies("tags\nwar;  peace ;;\n", "csv") == [{"tags": ["war", "peace"]}]


def test_nested_values_and_numbers_are_json():
    text = 'record,place,figures\nevent,"{""country"": ""RU""}","[{""metric"": ""x"", ""value"": 5}]"\n'
    assert bodies(text, "csv") == [{"place": {"country": "RU"}, "figures": [{"metric": "x", "value": 5}]}]


def test_a_name_said_twice_in_a_cell_is_refused():
    assert read('id,place\na,"{""name"": ""x"", ""name"": ""y""}"\n', "csv")[0][:2] == (2, "/place")


def test_what_the_server_sets_is_not_read():
    [body] = bodies("id,title,start,version,earliest,updated_at\na,x,2024,{,2024-01-01T00:00:00Z,now\n", "csv")
    assert list(fields("event", **body).items()) == list(fields("event", title="x").items())


def test_columns_between_semicolons_are_told_by_the_remedy():
    assert read("id;title;start\na;x;2024\n", "csv") == [(1, None, "must separate columns with commas, not semicolons")]


def test_text_that_looks_like_a_number_is_text():
    assert bodies("title,start\n5,2024\n", "csv") == [{"title": "5", "start": "2024"}]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'", "\t", "\r"])
def test_the_guard_before_a_sign_is_taken_off_once(sign):
    assert bodies(f'id,title\na,"\'{sign}1"\n', "csv") == [{"id": "a", "title": f"{sign}1"}]


def test_any_other_apostrophe_stays():
    assert bodies("id,title\na,'tis\n", "csv") == [{"id": "a", "title": "'tis"}]


@pytest.mark.parametrize(
    ("row", "pointer"),
    [("a,x", None), ("a,x,,", None), ("a,x,{", "/figures"), ('"a"b,x,', None), (b"a,\xff,", None)],
)
def test_a_bad_row_is_told_and_the_next_one_is_read(row, pointer):
    data = row if isinstance(row, bytes) else row.encode()
    bad, good = read(b"id,title,figures\n" + data + b"\nb,y,\n", "csv")
    assert (bad[:2], good) == ((2, pointer), (3, "event", {"id": "b", "title": "y"}))


def test_an_unknown_type_is_refused():
    assert read("record,id\nfoo,a\n", "csv")[0][:2] == (2, "/record")


@pytest.mark.parametrize("text", ["", "id,id\na,b\n", '"id'])
def test_without_a_good_header_nothing_is_read(text):
    [(number, pointer, _)] = read(text, "csv")
    assert (number, pointer) == (1, None)


def test_a_quote_that_never_ends_is_told():
    assert read('id,title\na,"open\nb,c\n', "csv")[-1][:2] == (2, None)
