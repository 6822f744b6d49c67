import pytest

from service.domain.records import TYPES
from service.intake import staging
from service.intake.lines import Line
from service.intake.records import imported
from service.intake.staging import Staged, Staging

EVENT = {"title": "Ünïcode \n line", "start": "2024-11~", "figures": [{"metric": "m", "value": 0.1}]}


def line(number, record_id, **fields):
    return Line(number, "event", {"id": record_id, **EVENT} | fields, source="file")


def add(staged, one):
    staged.add(one, imported(one.type, one.body))


@pytest.fixture
def staged():
    with Staging() as staged:
        yield staged


def test_lines_come_back_as_they_were_in_their_order(staged):
    for number, record_id in enumerate("bca", start=1):
        add(staged, line(number, record_id))
    read = list(staged.read("event"))
    assert [(one.line, one.source, one.draft.id) for one in read] == [
        (1, "file", "b"),
        (2, "file", "c"),
        (3, "file", "a"),
    ]
    assert read[0].draft == imported("event", line(1, "b").body)


def test_each_type_is_read_by_itself(staged):
    add(staged, line(1, "e"))
    assert [record_type for record_type in TYPES if list(staged.read(record_type))] == ["event"]


def test_the_dates_of_events_are_told_without_the_rest(staged):
    add(staged, line(1, "a", end="2024-12"))
    add(staged, line(2, "b"))
    assert dict(staged.dates()) == {"a": ("2024-11~", "2024-12"), "b": ("2024-11~", "")}


def test_lines_are_counted(staged):
    add(staged, line(1, "a"))
    add(staged, line(2, "a"))
    assert (staged.count, set(staged.ids("event"))) == (2, {"a"})


def test_more_than_fits_in_memory_waits_in_a_file(monkeypatch):
    monkeypatch.setattr(staging, "IN_MEMORY", 10)
    with Staging() as staged:
        for number in range(50):
            add(staged, line(number, f"e{number}"))
        assert [one.line for one in staged.read("event")] == list(range(50))


def test_a_rejected_line_is_remembered(staged):
    staged.reject(line(1, "a"))
    assert staged.is_rejected("event", "a")
    assert not staged.is_rejected("actor", "a")
    assert not staged.is_rejected("event", "b")


@pytest.mark.parametrize("unreadable", [Line(1), Line(1, "event", {}), Line(1, "event", {"id": 5})], ids=str)
def test_a_line_without_an_id_is_nobodys(staged, unreadable):
    staged.reject(unreadable)
    assert not staged.is_rejected("event", "a")


def test_a_good_line_of_the_same_id_outweighs_a_rejected_one(staged):
    staged.reject(line(1, "a"))
    add(staged, line(2, "a"))
    staged.settle()
    assert not staged.is_rejected("event", "a")


def test_a_line_that_is_dropped_counts_as_rejected(staged):
    add(staged, line(1, "a"))
    staged.drop(Staged(1, "file", imported("event", line(1, "a").body)))
    assert staged.is_rejected("event", "a")
