"""Storage: the journal's head as it stands, without asking for it as long as nothing was committed."""

from service.storage import journal
from service.storage.journal import Head
from service.storage.remembered import Remembered

_head: Remembered[None, Head] = Remembered(lambda _: journal.head())


def standing() -> Head:
    """The newest row of the journal. Raises Busy."""
    return _head(None)
