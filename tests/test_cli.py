"""The causeline command, as it is typed."""

import json
import re

import pytest
from click import Group
from click.testing import CliRunner

from service.cli import main
from service.feeds.registry import FEEDS

COMMANDS = sorted(main.commands)
GROUPS = {name: command for name, command in main.commands.items() if isinstance(command, Group)}
SUBCOMMANDS = [(name, command) for name, group in GROUPS.items() for command in group.commands]
GOOD = '{"id":"one","title":"Talks resume","start":"2024-11~","tags":["a"]}\n'
BAD = '{"id":"two","title":"","start":"2024"}\n'


@pytest.fixture
def file(tmp_path):
    """Writes a file to be loaded."""

    def write(text, name="events.ndjson"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS), *SUBCOMMANDS], ids=" ".join)
def test_help_says_what_a_command_does(words):
    answer = CliRunner().invoke(main, [*words, "--help"])
    assert answer.exit_code == 0
    assert re.match(r"Usage: .+\n\n  [A-Z][^\n]+[.:,;\w]\n", answer.output)
    assert max(map(len, answer.output.splitlines())) <= 100


def test_the_list_of_commands_cuts_nobody_short():
    listed = CliRunner().invoke(main, ["--help"]).output.partition("Commands:")[2]
    assert [line for line in listed.splitlines() if line.endswith("...")] == []


@pytest.mark.parametrize("words", [(name,) for name in COMMANDS] + SUBCOMMANDS, ids=" ".join)
def test_every_option_is_explained(words):
    command = main
    for word in words:
        command = command.commands[word]
    assert [option.name for option in command.params if option.param_type_name == "option" and not option.help] == []


def test_migrate_says_that_there_is_nothing_to_do(run):
    assert run("migrate").output == "the database is up to date\n"


def test_load_tells_what_it_did_and_a_repeat_changes_nothing(run, file):
    path = file(GOOD)
    assert run("load", path).stdout == "1 created, 0 updated, 0 unchanged, 0 rejected\n"
    assert run("load", path).stdout == "0 created, 0 updated, 1 unchanged, 0 rejected\n"


def test_load_names_file_line_and_reason_of_what_it_refuses(run, file):
    path = file(GOOD + BAD)
    answer = run("load", path)
    assert answer.exit_code == 1
    assert f"{path}:2: /title must not be blank" in answer.stderr
    assert answer.stdout == "0 created, 0 updated, 0 unchanged, 1 rejected\n"


def test_a_partial_load_keeps_what_is_good_and_still_exits_1(run, file):
    answer = run("load", file(GOOD + BAD), "--mode", "partial")
    assert (answer.exit_code, answer.stdout) == (1, "1 created, 0 updated, 0 unchanged, 1 rejected\n")
    assert "Talks resume" in run("export").stdout


def test_a_dry_run_stores_nothing(run, file):
    assert "(dry run: nothing was stored)" in run("load", file(GOOD), "--dry-run").stdout
    assert run("export").stdout == ""


def test_load_notes_what_no_record_has_a_place_for(run, file):
    slide = '{"start_date": {"year": 2024}, "text": {"headline": "Talks"}, "background": "red"}'
    answer = run("load", file(f'{{"events": [\n{slide}]}}', "timeline.json"))
    assert answer.exit_code == 0
    assert "timeline.json:2: note: /background is not carried over\n" in answer.stderr


def test_load_if_empty_leaves_what_is_there_alone(run, file):
    path = file(GOOD)
    run("load", path)
    assert "nothing was loaded" in run("load", path, "--if-empty").stdout


def test_load_takes_a_folder_of_several_formats(run, file, tmp_path):
    file(GOOD), file("id,title,start\r\ntwo,B,2024\r\n", "b.csv")
    file("events:\n- {id: three, title: C, start: '2024'}\n", "c.yaml")
    file(json.dumps({"actors": [{"id": "us", "name": "United States"}]}), "d.json")
    assert run("load", tmp_path).stdout == "4 created, 0 updated, 0 unchanged, 0 rejected\n"


def test_load_of_a_file_that_is_not_there_says_so(run):
    answer = run("load", "nowhere.yaml")
    assert (answer.exit_code, "nowhere.yaml" in answer.stderr) == (2, True)


@pytest.mark.parametrize("name", ["notes.txt", "archive.zip"])
def test_load_of_another_kind_of_file_names_it_in_a_line(run, file, name):
    answer = run("load", file("anything", name))
    assert answer.exit_code == 1
    assert name in answer.stderr


def test_load_of_a_folder_in_which_nothing_can_be_read_says_so(run, file, tmp_path):
    file("anything", "notes.txt")
    answer = run("load", tmp_path)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert f"{tmp_path}: nothing in this folder can be read" in answer.stderr


def test_load_of_a_file_without_records_is_no_fault(run, file):
    assert run("load", file("")).exit_code == 0


@pytest.mark.parametrize("feed", FEEDS)
def test_export_writes_every_feed(run, file, feed):
    run("load", file(GOOD))
    answer = run("export", "--feed", feed)
    assert (answer.exit_code, bool(answer.stdout)) == (0, True)


def test_an_export_loads_again_elsewhere(run, file):
    run("load", file(GOOD))
    exported = run("export").stdout
    assert "0 created, 0 updated" in run("load", file(exported, "again.ndjson")).stdout


def test_export_takes_the_words_of_the_list(run, file):
    run("load", file(GOOD + '{"id":"two","title":"B","start":"2023"}\n'))
    ids = [json.loads(line)["id"] for line in run("export", "since=2024", "tag=a,b").stdout.splitlines()]
    assert "one" in ids
    assert "two" not in ids


@pytest.mark.parametrize("word", ["colour=red", "since=soon", "since", "limit=5"])
def test_export_names_a_word_that_is_wrong_in_a_line(run, word):
    answer = run("export", word)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert re.fullmatch(r"Error: .+\n", answer.stderr)


def test_a_new_token_stands_alone_on_its_line(run):
    assert re.fullmatch(r"[\w-]{43}\n", run("token", "add", "desk", "--scope", "write").output)


def test_a_name_serves_for_one_token(run):
    run("token", "add", "desk", "--scope", "write")
    answer = run("token", "add", "desk", "--scope", "read")
    assert (answer.exit_code, answer.stderr) == (1, "Error: a token named 'desk' exists; choose another name\n")


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a" * 81])
def test_a_token_without_a_name_to_tell_it_by_is_refused(run, name):
    answer = run("token", "add", name, "--scope", "write")
    assert (answer.exit_code, answer.stderr.startswith("Error: a token's name has 1 to 80")) == (1, True)


@pytest.mark.parametrize("words", [("--workers", 0), ("--port", 0), ("--port", 65_536)], ids=str)
def test_a_number_that_cannot_serve_is_refused(run, words):
    answer = run("serve", *words)
    assert (answer.exit_code, words[0] in answer.stderr) == (2, True)


def test_tokens_are_listed_without_their_secrets(run):
    secret = run("token", "add", "desk", "--scope", "write").output.strip()
    run("token", "revoke", "desk")
    listed = run("token", "list").output
    assert re.search(r"desk +write +\d{4}-\S+ +\d{4}-", listed)
    assert secret not in listed


def test_revoking_what_is_not_there_says_so(run):
    answer = run("token", "revoke", "nobody")
    assert (answer.exit_code, answer.stderr.startswith("Error: no working token is named 'nobody'")) == (1, True)


def test_openapi_prints_the_description(run):
    assert run("openapi").output.startswith("openapi: 3.1")


def test_openapi_check_is_quiet_about_a_fresh_file_and_fails_on_a_stale_one(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_text(run("openapi").output, encoding="utf-8")
    assert (run("openapi", "--check").exit_code, run("openapi", "--check").output) == (0, "")
    (tmp_path / "openapi.yaml").write_text("old", encoding="utf-8")
    assert "causeline openapi > openapi.yaml" in run("openapi", "--check").stderr
    assert run("openapi", "--check").exit_code == 1


def test_openapi_check_without_a_file_says_so(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = run("openapi", "--check")
    assert (answer.exit_code, "openapi.yaml" in answer.stderr) == (1, True)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "mysql://x", "DATABASE_URL"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.db", "there is no folder /nowhere/at for the database; make it"),
        ("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none", "database"),
        ("CAUSELINE_READ", "perhaps", "CAUSELINE_READ"),
        ("CAUSELINE_MAX_BODY", "much", "CAUSELINE_MAX_BODY"),
        ("CAUSELINE_THREADS", "0", "CAUSELINE_THREADS"),
    ],
)
@pytest.mark.parametrize("command", [["migrate"], ["export"], ["token", "list"], ["serve"]])
def test_a_wrong_setting_is_told_in_a_line(run, command, name, value, told):
    answer = run(*command, **{name: value})
    assert answer.exit_code == 1
    assert told in answer.stderr
    assert re.fullmatch(r"(the database .*\n)?Error: .+\n", answer.stderr)
    assert "secret" not in answer.stderr


@pytest.mark.parametrize("command", [["verify"], ["token", "list"], ["backup", "copy.db"]])
def test_where_there_is_no_database_none_is_made(run, tmp_path, command):
    answer = run(*command, DATABASE_URL=f"sqlite:///{tmp_path}/none.db")
    assert (answer.exit_code, list(tmp_path.glob("*"))) == (1, [])
    assert f"there is no database {tmp_path}/none.db" in answer.stderr


def test_a_database_that_was_not_migrated_is_told_in_a_line(run, blank_url):
    answer = run("export", DATABASE_URL=blank_url)
    assert answer.exit_code == 1
    assert "causeline migrate" in answer.stderr
