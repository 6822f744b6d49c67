"""The cells of the table: what is asked, in which manner, and what is to be reached."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

Manner = Literal["fresh", "repeated", "known", "write", "mix", "import"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A workload in a manner: asked anew, over and over, of what the caller has, written, or nine read and one written,
    or imported.

    `floors`: how many times as fast as a server (`best`: the fastest peer) Causeline is to be.
    """

    workload: str
    manner: Manner
    title: str
    floors: dict[str, float] = field(default_factory=dict)
    beside: str = ""
    """The workload of the peers that it is held against, where that is another."""
    seconds: int = 1
    """How long a turn is."""

    @property
    def name(self) -> str:
        """What tells it from others."""
        return f"{self.workload}-{self.manner}"


def _read(workload: str, title: str, fresh: dict[str, float], repeated: float, **more: Any) -> tuple[Cell, Cell]:
    return (
        Cell(workload, "fresh", title, fresh, **more),
        Cell(workload, "repeated", f"{title}, repeated", {"limit": repeated}, **more),
    )


READS: Final = (
    *_read(
        "list",
        "list of 50, by kind and dates",
        {"limit": 0.40, "fastapi": 4, "drf": 5, "datasette": 5, "pocketbase": 2.5},
        0.80,
    ),
    *_read("one", "one event", {"limit": 0.55, "fastapi": 2}, 0.85),
    *_read("chain", "causal chain, depth 10", {"limit": 0.30, "best": 3}, 0.85),
    *_read("feed", "feed of 2,000 events (`vis.json`)", {"limit": 0.13, "best": 6}, 0.80, seconds=2),
    *_read(
        "ndjson", "feed of 2,000 events (`events.ndjson`)", {"limit": 0.13, "best": 6}, 0.80, beside="feed", seconds=2
    ),
    *_read("search", "full-text search", {"limit": 0.20, "best": 2}, 0.80),
    Cell("304", "known", "304", {"limit": 0.90}),
)
WRITES: Final = (
    Cell("create", "write", "create one event, durable", {"fastapi": 2, "drf": 2}),
    Cell("mix", "mix", "90 % reads, 10 % writes", {"best": 3}),
    Cell("import", "import", "import over HTTP, rows a second", {"best": 4}),
)
CELLS: Final = (*READS, *WRITES)
CACHED: Final = ("causeline", "limit", "flask")
"""Who is asked where answers repeat: the floors there are of the limit alone, and no peer keeps answers."""
