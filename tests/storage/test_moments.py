"""What was answered then is answered again as of then."""

import random
from datetime import UTC, datetime

from flask.testing import FlaskClient

from service.storage import journal
from tests.storage.shadow import READS, Writer, answer

WRITES, MOMENTS, READS_A_MOMENT = 2_000, 200, 5


def test_every_read_as_of_a_moment_answers_what_it_answered_then(admin: FlaskClient) -> None:
    """The shadow copy: what ordinary reads answered between 2,000 random writes."""
    writer, dice = Writer(admin, seed=4), random.Random(5)
    shadow = []
    for number in range(WRITES):
        writer.write()
        if number % (WRITES // MOMENTS) == 0:
            instant = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            then = str(journal.head().seq) if dice.random() < 0.5 else instant
            shadow += [(then, path, answer(admin, path)) for path in dice.sample(READS, READS_A_MOMENT)]
    assert len({then for then, *_ in shadow}) == MOMENTS
    for then, path, told in shadow:
        assert answer(admin, path, as_of=then) == told, (then, path)
