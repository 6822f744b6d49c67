import itertools
import shutil
import threading
from pathlib import Path

import pytest

from service.domain.errors import Conflict, Refused
from service.domain.proof import Known
from service.storage import backup, dialects_upkeep, engine, proof, records
from service.storage.engine import fetch, reading
from service.storage.tables import Event
from tests.storage.stored import NOW, event, keep_events, put


@pytest.fixture
def kept(sqlite_databases):
    """A SQLite database with some events; the path of its file."""
    with sqlite_databases.fresh() as url:
        engine.connect(url)
        keep_events("a", "b")
        yield Path(url.removeprefix("sqlite:///"))
        engine.close()


def ids_in(path):
    engine.connect(f"sqlite:///{path}")
    with reading():
        return {record_id for (record_id,) in fetch(Event.select(Event.id))}


class Writers:
    """Threads that write until they are told to stop; `done` is what was acknowledged."""

    def __init__(self):
        self.done, self.stop = [], threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(name,)) for name in "xyz"]

    def write(self, name):
        for number in itertools.count():
            if self.stop.is_set():
                return
            self.done.append(records.add(event(f"{name}{number}"), NOW).id)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()


def test_a_backup_holds_all_that_was_acknowledged_before_it_began_while_writers_write(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(dialects_upkeep, "_PAGES", 5)
    seen = []
    with Writers() as writers:
        while len(writers.done) < 20:
            writers.stop.wait(0.01)
        before = set(writers.done)
        head = backup.back_up(tmp_path / "kept.db", lambda *_: seen.append(len(writers.done)))
    assert seen[0] < seen[-1]
    assert before <= ids_in(tmp_path / "kept.db")
    assert proof.verify().head == Known(head.seq, head.hash)


def test_a_backup_that_is_put_back_is_the_database_again(kept, tmp_path):
    backup.back_up(tmp_path / "kept.db")
    put(event("a", title="Lost"))
    engine.close()
    for file in kept.parent.glob(f"{kept.name}*"):
        file.unlink()
    shutil.copyfile(tmp_path / "kept.db", kept)
    assert ids_in(kept) == {"a", "b"}
    assert proof.verify().faults == 0
    assert records.find("event", "a").version == 1


def test_a_backup_is_one_file(kept, tmp_path):
    backup.back_up(tmp_path / "kept.db")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.db"]


def test_a_file_that_is_there_is_replaced_only_by_force(kept, tmp_path):
    (tmp_path / "kept.db").write_text("precious")
    with pytest.raises(Conflict, match="--force"):
        backup.back_up(tmp_path / "kept.db")
    assert (tmp_path / "kept.db").read_text() == "precious"
    backup.back_up(tmp_path / "kept.db", force=True)
    assert ids_in(tmp_path / "kept.db") == {"a", "b"}


def test_a_database_in_use_is_never_replaced(kept):
    with pytest.raises(Conflict, match="in use"):
        backup.back_up(kept, force=True)


def test_a_folder_that_is_not_there_is_told(kept, tmp_path):
    with pytest.raises(Conflict, match="make it first"):
        backup.back_up(tmp_path / "none" / "kept.db")


def test_a_backup_that_fails_leaves_nothing_behind(kept, tmp_path):
    def fail(*_):
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        backup.back_up(tmp_path / "kept.db", fail)
    assert list(tmp_path.iterdir()) == []


def test_postgresql_is_backed_up_by_its_own_command(postgres_databases, tmp_path):
    with postgres_databases.fresh() as url:
        engine.connect(url.replace("//", "//reader:secret@", 1) if "@" not in url else url.replace("@", ":secret@", 1))
        with pytest.raises(Refused, match=r"pg_dump .* --file=.*kept\.db .*pg_restore") as told:
            backup.back_up(tmp_path / "kept.db")
        engine.close()
    assert "secret" not in told.value.detail


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:p%40@h:1/d", "postgresql://me@h:1/d"),
        ("postgresql://me:a@b@h1:1,h2:2/d?x=1", "postgresql://me@h1:1,h2:2/d?x=1"),
        ("postgresql://h/d?password=p&x=1", "postgresql://h/d?x=1"),
        ("postgresql://h/d?x=1&password=p", "postgresql://h/d?x=1"),
        ("postgresql:///d", "postgresql:///d"),
    ],
)
def test_an_address_is_shown_without_its_password(url, shown):
    assert dialects_upkeep.without_password(url) == shown
