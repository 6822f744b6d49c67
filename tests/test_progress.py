import pytest

from service import progress


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(progress, "_LINES_EVERY", 0)
    monkeypatch.setattr(progress, "_BARS_EVERY", 0)


def test_without_a_terminal_a_line_says_how_far_it_is_and_how_long_it_takes(at_once, capsys):
    with progress.shown() as told:
        told("storing", 1_000, 4_000)
    assert capsys.readouterr().err == "storing: 1,000 of 4,000, 3 s left, 1,000/s\n"


def test_what_is_done_soon_says_nothing_without_a_terminal(capsys):
    with progress.shown() as told:
        told("storing", 5, 5)
    assert capsys.readouterr().err == ""


def test_what_nobody_knows_the_end_of_is_guessed_where_it_can_be(at_once, capsys):
    with progress.shown(lambda done: 2 * done) as told:
        told("reading", 10, None)
    assert "10 of 20" in capsys.readouterr().err


def test_a_terminal_sees_a_bar_for_each_thing_that_ends_full(at_once, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress.shown() as told:
        told("reading", 7, 8)
        told("storing", 8, 8)
    assert capsys.readouterr().err.count("8/8") >= 2
