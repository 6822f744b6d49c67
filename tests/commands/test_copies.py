import os
import subprocess

import pytest

from tests.support import serving

EDITS = """
{"id":"2024-11-putin-threat","title":"Changed","start":"2024-11-21"}
{"id":"extra","title":"To be deleted elsewhere","start":"2024"}
"""


def causeline(*words, database_url="sqlite:////nowhere.db"):
    return serving.causeline(*words, database_url=database_url)


@pytest.fixture
def chronicle(tmp_path):
    """The URL of a SQLite database with the seeds, edited."""
    url = f"sqlite:///{tmp_path / 'chronicle.db'}"
    (tmp_path / "edits.ndjson").write_text(EDITS)
    causeline("load", "seeds", str(tmp_path / "edits.ndjson"), database_url=url)
    return url


def test_a_house_moves_to_postgresql_and_back(chronicle, postgres_databases, tmp_path):
    back = f"sqlite:///{tmp_path / 'back.db'}"
    with postgres_databases.blank() as there:
        causeline("copy", chronicle, there)
        causeline("copy", there, back)
        verified = {causeline("verify", database_url=url) for url in (chronicle, there, back)}
        exported = {causeline("export", database_url=url) for url in (chronicle, there, back)}
        as_of = {causeline("export", "as_of=60", database_url=url) for url in (chronicle, there, back)}
    assert (len(verified), len(exported), len(as_of)) == (1, 1, 1)
    assert "head 10" in verified.pop()


def test_a_backup_is_a_database_that_verifies(chronicle, tmp_path):
    told = causeline("backup", str(tmp_path / "kept.db"), database_url=chronicle)
    head = told.split()[-1]
    verified = causeline("verify", "--expect", head, database_url=f"sqlite:///{tmp_path / 'kept.db'}")
    assert f"head {head}" in verified


def test_what_is_in_the_way_of_a_backup_is_told_in_a_line(run, tmp_path):
    answer = run("backup", tmp_path / "none" / "kept.db")
    assert answer.exit_code == 1
    assert answer.stderr.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize("words", [(), ("one",), ("mysql://x", "sqlite:///y")], ids=str)
def test_a_copy_names_what_it_lacks(run, words):
    answer = run("copy", *words)
    assert answer.exit_code > 0
    assert "Error: " in answer.stderr


def test_a_copy_into_a_chronicle_is_refused_and_leaves_it(chronicle, tmp_path):
    before = causeline("verify", database_url=chronicle)
    command = [*serving.COMMAND, "copy", chronicle, chronicle]
    told = subprocess.run(command, cwd=serving.ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert (told.returncode, "has records or tokens already" in told.stderr) == (1, True)
    assert causeline("verify", database_url=chronicle) == before
