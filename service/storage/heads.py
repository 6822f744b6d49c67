"""Storage: the journal's head as it stands, without asking for it as long as nothing was committed."""

from service.storage import engine, journal
from service.storage.journal import Head

_seen: tuple[object, Head] | None = None
"""A tick, and the head that was read after it; put in its place whole, since threads share it."""


def standing() -> Head:
    """The newest row of the journal. Raises Busy.

    The tick comes first: what is committed before the head is read is then at worst read once more.
    """
    global _seen  # noqa: PLW0603
    tick = engine.tick()
    seen = _seen
    if seen is None or seen[0] != tick:
        _seen = seen = tick, journal.head()
    return seen[1]
