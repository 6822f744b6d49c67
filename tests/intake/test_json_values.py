import pytest

from service.intake.json_values import NameTwice, json_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((b"{}", {}), (b'{"a": {"a": 1}, "b": {"a": 1.5}}', {"a": {"a": 1}, "b": {"a": 1.5}})),
        (b" [true, null]\n", [True, None]),
        *((b'"\\ud83d\\ude00"', "😀"), (b'"\\\\ud83d"', "\\ud83d"), (b"18446744073709551616", 2**64), (b"-0", 0)),
    ],
)
def test_json_is_read_as_it_stands(text, value):
    assert json_value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *(
            b"",
            b"{",
            b"[1,]",
            b"1 2",
            b"NaN",
            b"-Infinity",
            b"1e999",
            b"1" * 401,
            b'"\xff"',
            b'"a\nb"',
            b"\xef\xbb\xbf{}",
        ),
        *(b'"\\ud800"', b'{"\\uDFFF": 1}', b"[" * 100_000, "{}".encode("utf-16")),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_what_readers_cannot_keep_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        json_value(text)


@pytest.mark.parametrize("text", [b'{"a": 1, "b": 2, "a": 1}', b'[{"b": {"a": 1, "\\u0061": 2}}]'])
def test_a_name_said_twice_is_told(text):
    with pytest.raises(NameTwice, match="an object has the name 'a' twice"):
        json_value(text)


def test_a_long_object_is_searched_in_one_go():
    names = ", ".join(f'"{number}": 0' for number in range(100_000))
    with pytest.raises(NameTwice, match="'last'"):
        json_value(f'{{{names}, "last": 0, "last": 0}}'.encode())
