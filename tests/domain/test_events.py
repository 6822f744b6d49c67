import pytest

from service.domain.dates import parse
from service.domain.errors import Invalid
from service.domain.events import draft
from service.domain.words import mark

PLAIN = {
    "title": "A title",
    "summary": "",
    "kind": "event",
    "start": "2024-11",
    "end": None,
    "status": "reported",
    "actors": [],
    "place": None,
    "figures": [],
    "tags": [],
    "sources": [],
}


def made(**fields):
    return draft("e", PLAIN | fields)


def terms(**fields):
    return {f"{word} {value}" for word, value in made(**fields).terms}


@pytest.mark.parametrize(
    ("start", "end", "bounds"),
    [
        ("2024-11", None, ("2024-11-01T00:00:00Z", "2024-11-30T23:59:59Z")),
        ("2024-11", "..", ("2024-11-01T00:00:00Z", None)),
        ("2024", "2025~", ("2024-01-01T00:00:00Z", "2025-12-31T23:59:59Z")),
        ("../2024", None, (None, "2024-12-31T23:59:59Z")),
        ("-0043-03-15", None, ("-000043-03-15T00:00:00Z", "-000043-03-15T23:59:59Z")),
    ],
)
def test_an_event_tells_its_bounds(start, end, bounds):
    found = made(start=start, end=end)
    assert (found.derived["earliest"], found.derived["latest"]) == bounds


@pytest.mark.parametrize(("fields", "pointer"), [({"start": "soon"}, "/start"), ({"end": "2023"}, "/end")], ids=str)
def test_a_bad_date_is_pointed_at(fields, pointer):
    with pytest.raises(Invalid) as refused:
        made(**fields)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2024-11-24", {"year 2024", "month 2024-11"}),
        ("-0043", {"year -0043", "month -0043-01"}),
        ("0000", {"year 0000", "month 0000-01"}),
        ("Y17000", {"year Y17000"}),
        ("Y-170000002", {"year Y-170000002"}),
        ("../2024", {"year 2024", "month 2024-12"}),
        ("../..", set()),
    ],
)
def test_an_event_counts_in_the_year_and_month_of_its_place_in_the_order(start, expected):
    assert {term for term in terms(start=start) if term.startswith(("year", "month"))} == expected


@pytest.mark.parametrize("start", ["2024-11-24", "-0043-03", "Y17000", "Y-170000002"])
def test_a_year_or_month_that_is_counted_can_be_asked_for(start):
    counted = [value for word, value in made(start=start).terms if word in ("year", "month")]
    assert all(parse(value).start.earliest <= parse(start).start.earliest for value in counted)


def test_an_actor_is_found_by_itself_by_its_role_and_by_both():
    assert {"actor us", "role speaker", "actor_role us speaker"} <= terms(actors=[{"actor": "us", "role": "speaker"}])


def test_its_words_are_those_of_its_texts_and_the_marks_of_its_actors():
    found = made(summary="More", place={"name": "Köln", "country": None}, actors=[{"actor": "us", "role": "speaker"}])
    assert {token for token in found.tokens if not token.startswith("__")} == {"a", "title", "more", "koln"}
    assert {mark("actor", "us"), mark("actor_role", "us speaker"), mark("kind", "event")} <= set(found.tokens)
