import pytest
from marshmallow import ValidationError

from service.intake import values

ID = values.IdField("An id.", example="a")
NAME = values.NameField("A name.", example="a")
LABEL = values.LabelField("A label.", example="a")
EDTF = values.EdtfField("A date.", example="2024")
END = values.EndField("An end.", example="2024")
INSTANT = values.InstantField("A moment.", example="2024-11-26T10:00:00Z")
URL = values.UrlField("An address.", example="https://example.org")
LANGUAGE = values.LanguageField("A language.", example="en")
COUNTRY = values.CountryField("A country.", example="UA")
WIKIDATA = values.WikidataField("An item.", example="Q1")

GOOD = [
    (ID, ["a", "7", "2024-11-strike", "a.b_c-d", "a" * 120, "nonesuch", "01a203e9-bdea-764e-b843-8ffcfba336ee"]),
    (NAME, ["x", " x ", "<b>", "a" * 300, "Війна"]),
    (LABEL, ["war", "war in Ukraine", "війна", "a/b", "x" * 80]),
    (EDTF, ["2024", "2024-11-24", "2024-11~", "-0043-03-15", "2024-11-24T10:00:00Z", "[..2024-11-25]", "2024/.."]),
    (END, ["..", "2024"]),
    (INSTANT, ["2024-11-26T10:00:00Z", "2024-11-26t10:00:00.123+05:30", "2024-02-29T00:00:00-00:00"]),
    (URL, ["http://a", "HTTPS://example.org:8080/a?b#c", "https://[::1]/x", "https://example.org/війна"]),
    (LANGUAGE, ["en", "uk-UA", "zh-Hant-TW", "sl-rozaj-biske-1994"]),
    (COUNTRY, ["UA", "GB"]),
    (WIKIDATA, ["Q1", "Q7747"]),
]
BAD = [
    (ID, ["", "A", "-a", "a-", "a b", "a/b", "é", "a\n", "a" * 121, "none", "any", "all", "null", 5, "²"]),
    (NAME, ["", " ", "\n\t", "\u00a0", "a" * 301]),
    (LABEL, ["", " ", "a,b", "a;b", " a", "a ", "a\n", "x" * 81]),
    (EDTF, ["", "now", "2024-13", "2024-02-30", "1" * 65, "..", "24 November", 2024]),
    (
        END,
        [
            "",
            "...",
            [
                "..",
            ],
        ],
    ),
    (
        INSTANT,
        ["2024-11-26", "2024-11-26T10:00:00", "2024-13-01T00:00:00Z", "2024-11-26T25:00:00Z", "٢٠٢٤-11-26T10:00:00Z"],
    ),
    (URL, ["", "x", "javascript:alert(1)", "ftp://a", "//a", "http://", "https:///a", "http://[::1", "http://a:99999"]),
    (
        URL,
        [
            "http://a b",
            "http://a\n",
            " http://a",
            'http://a"b',
            "http://a<b",
            "http://a\\b",
            "http://a\x7f",
            "http://:80",
        ],
    ),
    (LANGUAGE, ["", "e", "english-", "en_US", "-en", "en-" + "a" * 40]),
    (COUNTRY, ["ua", "XX", "UK", "UKR", "", "EU"]),
    (WIKIDATA, ["", "Q0", "q1", "1", "Q1x", "Q" + "1" * 20]),
]


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in GOOD for text in texts])
def test_what_has_the_form_is_kept_as_it_is(field, text):
    assert field.deserialize(text) == text


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in BAD for text in texts])
def test_what_has_not_the_form_is_refused(field, text):
    with pytest.raises(ValidationError):
        field.deserialize(text)


def test_the_parser_says_why_a_date_is_none():
    with pytest.raises(ValidationError, match="position"):
        EDTF.deserialize("2024-13")


def test_the_form_is_shown_with_its_anchors():
    assert COUNTRY.metadata["pattern"] == "^[A-Z]{2}$"
