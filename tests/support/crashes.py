"""Test support: the service killed in the middle of its work, again and again, and what is left each time."""

import json
import math
import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from service.domain.proof import Known
from service.storage import engine, tokens
from service.storage.engine import fetch, reading
from service.storage.tables import Journal
from tests.support import soundness
from tests.support.callers import SECONDS, Caller, Import, Log, Record, write
from tests.support.serving import Service

WRITERS: Final = 4
LINES: Final = 1_000
"""Of an import."""
MOMENTS: Final = ("stored", "writing", "staging", "storing", "committing")
"""When the kill comes: as soon as an import has been answered, without one, before it has been sent, and then."""
PARTS: Final = {"storing": (0.2, 0.9), "committing": (0.9, 1.3)}
"""Of the shortest time that an import has taken from its last line to its answer."""


@dataclass
class Round:
    """What callers knew when the service was killed, and what was found when it was back."""

    moment: str
    log: Log = field(default_factory=Log)
    import_was_stored: bool = False
    """As its sender was told."""
    import_was_under_way: bool = False
    import_left: int = 0
    """Records of the import that are there."""
    lost: list[Record] = field(default_factory=list)
    """Acknowledged records that the journal does not tell of as they were shown."""
    twice: list[str] = field(default_factory=list)
    """What was sent once, and once more under the same key, and stands as two records."""
    broken: list[str] = field(default_factory=list)
    """What the proof found."""
    unsound: list[str] = field(default_factory=list)
    """What the engine found, or one table has and another has not."""


class Crashes:
    """Rounds over one database; the service is up between them."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.database_url, self.folder = database_url, folder
        self.service = Service(database_url, folder)
        self.known: Known | None = None
        self.shortest = math.inf
        """Seconds from an import's last line to its answer."""
        self.marks: dict[str, str] = {}
        """Whose title or note is whose."""
        self.told: dict[tuple[str, int], Record] = {}
        """Every version of every record, by id and number, as the journal tells of it."""

    def begin(self) -> None:
        """Starts the service over an empty database."""
        self.service.start()
        engine.connect(self.database_url)
        self.secret = tokens.add("desk", "write", now=0)
        engine.close()

    def round(self, number: int) -> Round:
        """Writers and an import at work, the kill, the service back, and a look."""
        dice, moment = random.Random(number), MOMENTS[number % len(MOMENTS)]
        done, importing = Round(moment), Import(f"i{number}", LINES)
        send = (self._by_request, self._by_command)[number // len(MOMENTS) % 2]
        with ThreadPoolExecutor(WRITERS + 1) as pool:
            call = partial(write, self.service.base, self.secret, log=done.log)
            writers = [pool.submit(call, f"r{number}w{writer}") for writer in range(WRITERS)]
            stored = pool.submit(send, importing) if moment != "writing" else None
            self._wait(moment, importing, stored, dice)
            done.import_was_under_way = stored is not None and not stored.done()
            self.service.kill()
            importing.go_on.set()
        assert [writer.result() for writer in writers] == [None] * WRITERS
        done.import_was_stored = stored is not None and stored.result()
        self.service.start()
        self._send_again(done.log)
        self._look(done, importing.name)
        return done

    def _by_request(self, importing: Import) -> bool:
        return importing.by_request(self.service.base, self.secret)

    def _by_command(self, importing: Import) -> bool:
        return importing.by_command(self.service, self.folder)

    def _wait(self, moment: str, importing: Import, stored: Future[bool] | None, dice: random.Random) -> None:
        """Until the moment has come."""
        time.sleep(dice.uniform(0.1, 0.3))
        if stored is not None:
            assert importing.is_half_sent.wait(SECONDS)
        if moment in ("writing", "staging"):
            return
        importing.go_on.set()
        importing.is_sent.wait(SECONDS)
        begun = time.monotonic()
        if moment == "stored" and stored is not None:
            stored.result()
            self.shortest = min(self.shortest, time.monotonic() - begun)
        else:
            time.sleep(self.shortest * dice.uniform(*PARTS[moment]))

    def _send_again(self, log: Log) -> None:
        with closing(Caller(self.service.base, self.secret)) as caller:
            for request in log.keyed.values():
                log.note(caller.ask(request))

    def _look(self, done: Round, import_name: str) -> None:
        engine.connect(self.database_url)
        try:
            done.twice = self._read_on()
            proof, done.unsound = soundness.prove(self.known)
        finally:
            engine.close()
        done.broken, self.known = [str(broken) for broken in proof.broken], proof.head
        done.import_left = sum(record_id.startswith(f"{import_name}-") for record_id, _ in self.told)
        shown = [(record["id"], record["version"], record) for record in done.log.acknowledged]
        done.lost = [record for record_id, version, record in shown if self.told.get((record_id, version)) != record]

    def _read_on(self) -> list[str]:
        """Takes in what the journal tells since the last look; marks that stand twice."""
        rows = Journal.select(Journal.id, Journal.version, Journal.body)
        with reading():
            found = fetch(rows.where(Journal.seq > (self.known.seq if self.known else 0)))
        fresh = {(record_id, version): json.loads(body) for record_id, version, body in found}
        self.told |= fresh
        marked = {(record.get("note") or record.get("title"), record_id) for (record_id, _), record in fresh.items()}
        return [mark for mark, record_id in marked if mark and self.marks.setdefault(mark, record_id) != record_id]
