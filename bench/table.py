"""The table: ratios only, in Markdown, ready for the README."""

from collections.abc import Iterator
from typing import Final

from bench.cells import CELLS, Cell
from bench.rounds import CONNECTIONS, Results, ratio
from bench.servers import Limit, Server

DASH: Final = "–"


def lines(results: Results, servers: list[Server], *, by: str) -> Iterator[str]:
    """A row a cell; in each column how many times as fast as that server Causeline is, with 1 and 16 connections."""
    others = [server for server in servers if server.name != "causeline"]
    yield f"| | {' | '.join(server.title for server in others)} | floors |"
    yield f"|---{'|---' * len(others)}|---|"
    for cell in CELLS:
        if (cell.name, CONNECTIONS[0], "causeline") in results:
            ratios = {server.name: _ratios(results, cell, server, by=by) for server in others}
            shown = [" · ".join(map(number, ratios[server.name])) or DASH for server in others]
            peers = [ratios[server.name] for server in others if not isinstance(server, Limit)]
            yield f"| {cell.title} | {' | '.join(shown)} | {_floors(cell, ratios, peers)} |"


def memory(taken: dict[str, int]) -> str:
    """The memory of all processes of each server, as a multiple of Causeline's, which is to need no more than drf."""
    others = (f"{name} {number(size / taken['causeline'])}" for name, size in taken.items() if name != "causeline")
    reached = "" if "drf" not in taken else f" (drf 1 {'✓' if taken['drf'] >= taken['causeline'] else '✗'})"
    return f"Memory after all of it, as a multiple of Causeline's{reached}: {', '.join(others)}."


def _ratios(results: Results, cell: Cell, server: Server, *, by: str) -> list[float]:
    found = (ratio(results, cell, connections, server.name, by=by) for connections in CONNECTIONS)
    return [value for value in found if value is not None]


def _floors(cell: Cell, ratios: dict[str, list[float]], peers: list[list[float]]) -> str:
    """Each floor, and whether it is reached with 1 and with 16 connections."""
    told = []
    for name, floor in cell.floors.items():
        reached = [value for those in peers for value in those] if name == "best" else ratios.get(name, [])
        if reached:
            told.append(f"{name} {floor:g} {'✓' if min(reached) >= floor else f'✗ {number(min(reached))}'}")
    return ", ".join(told)


def number(value: float) -> str:
    """Two digits that count."""
    return f"{value:.2g}" if value < 10 else f"{value:.0f}"
