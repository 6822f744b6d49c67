import re

import pytest

from service.storage import engine
from service.storage.engine import writing
from service.storage.tables import Event, Journal
from tests.storage.stored import keep_events


@pytest.fixture
def head(run, database):
    """The head of a journal with some events, as `verify` prints it."""
    keep_events("e", "f")
    engine.close()
    return run("verify").stdout.split()[-1]


def changed(url, query):
    engine.connect(url)
    with writing():
        query.execute()
    engine.close()


def test_a_chronicle_that_stands_is_told_with_its_head(run, head):
    answer = run("verify")
    assert answer.exit_code == 0
    assert re.fullmatch(r"\d+ rows and \d+ records verified\nhead \d+:[0-9a-f]{64}\n", answer.stdout)


def test_a_broken_row_is_named_with_what_to_do_and_exit_code_1(run, head, engine_url):
    changed(engine_url, Journal.update(token="nobody").where(Journal.id == "e", Journal.type == "event"))
    answer = run("verify")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert re.search(r"row \d+ \(event e\) is not what was written.*Restore a backup", answer.stderr, re.DOTALL)


def test_a_record_that_was_changed_past_the_journal_is_named(run, head, engine_url):
    changed(engine_url, Event.update(body="{}").where(Event.id == "f"))
    assert "(event f) is not what its record says" in run("verify").stderr


def test_a_head_kept_elsewhere_proves_what_is_before_it(run, head):
    assert f"row {head.partition(':')[0]} is the one that was expected" in run("verify", "--expect", head).stdout


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (lambda seq: f"{seq}:{'0' * 64}", "is not the one that is known from elsewhere"),
        (lambda seq: f"{seq + 9}:{'0' * 64}", "is missing: the journal ends at row"),
    ],
    ids=["another hash", "a longer journal"],
)
def test_a_head_that_does_not_fit_is_told(run, head, other, told):
    answer = run("verify", "--expect", other(int(head.partition(":")[0])))
    assert (answer.exit_code, told in answer.stderr) == (1, True)


@pytest.mark.parametrize("text", ["", "5", "5:abc", "0:" + "0" * 64, "x:" + "0" * 64, "9" * 30 + ":" + "0" * 64])
def test_what_is_no_head_is_refused(run, text):
    answer = run("verify", "--expect", text)
    assert (answer.exit_code, "is a row's number, a colon" in re.sub(r"\s+", " ", answer.stderr)) == (2, True)


def keep_zebras(url):
    engine.connect(url)
    keep_events("e", title="Zebra")
    engine.close()


def test_a_redaction_blanks_the_text_and_verify_shows_where_and_why(run, engine_url):
    keep_zebras(engine_url)
    answer = run("redact", "event", "e", "--reason", "Order 17 of a court", "--yes")
    assert (answer.exit_code, answer.stdout.splitlines()[0]) == (0, "blanked in 1 of the journal's rows")
    assert "backups" in answer.stdout
    shown = run("verify")
    assert re.search(r"redacted: event e in row 30, by row \d+ of \S+Z: Order 17 of a court", shown.stdout)
    assert "Zebra" not in run("export").stdout + run("export", "as_of=30").stdout


def test_a_second_run_only_rewrites_the_files(run, engine_url):
    keep_zebras(engine_url)
    run("redact", "event", "e", "--reason", "x", "--yes")
    answer = run("redact", "event", "e", "--reason", "x", "--yes")
    assert answer.stdout.startswith("no row of the journal holds a text of it any more\nthe database's files were")


def test_a_redaction_is_asked_about_first(run, engine_url):
    keep_zebras(engine_url)
    answer = run("redact", "event", "e", "--reason", "x")
    assert (answer.exit_code, "cannot be undone" in answer.stdout) == (1, True)
    assert "Zebra" in run("export").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["event", "never", "--reason", "x"], "there is and was no event 'never'"),
        (["event", "e", "--reason", " "], "says why"),
        (["event", "e"], "--reason"),
        (["colour", "e", "--reason", "x"], "TYPE"),
    ],
    ids=["unknown", "blank reason", "no reason", "no type"],
)
def test_a_redaction_names_what_is_wrong(run, words, told):
    answer = run("redact", *words, "--yes")
    assert answer.exit_code > 0
    assert told in answer.stderr
