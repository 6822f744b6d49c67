"""That all servers give the same events, before anybody is timed."""

from typing import Any, Final

from bench.cells import READS
from bench.generator import Record
from bench.questions import some
from bench.requests import Requests
from bench.servers import Limit, Server

ASKED: Final = 12
"""Questions of each workload that are held against each other."""
FIELDS: Final = ("id", "title", "summary", "kind", "start", "end", "status", "tags")
LISTS: Final = {"actors": ("actor", "role"), "sources": ("source", "credibility")}
PLACE: Final = ("name", "country", "lat", "lon")


def check(servers: list[Server], requests: Requests, workloads: set[str]) -> None:
    """Raises SystemExit with the first answer that differs from Causeline's."""
    ours, *others = [server for server in servers if not isinstance(server, Limit)]
    for cell in READS:
        if cell.manner == "fresh" and cell.workload in workloads and not cell.beside:
            _compare(ours, [other for other in others if cell.workload not in other.lacks], cell.workload, requests)


def _compare(ours: Server, others: list[Server], workload: str, requests: Requests) -> None:
    for question in some(workload, requests.known, ASKED):
        path = ours.path(workload, question)
        expected = ours.events(workload, ours.get(path)[0])
        for other in others:
            asked = other.path(workload, question)
            found = other.events(workload, other.get(asked)[0])
            if [event["id"] for event in found] != [event["id"] for event in expected]:
                raise SystemExit(f"{other.title} gives other events at {asked}\nthan Causeline at {path}")
            if workload != "feed" and list(map(_told, found)) != list(map(_told, expected)):
                raise SystemExit(f"{other.title} tells other things at {asked}\nthan Causeline at {path}")


def _told(event: Record) -> dict[str, Any]:
    """What all tell of an event."""
    told = {name: event[name] for name in FIELDS}
    told |= {name: [{key: entry[key] for key in keys} for entry in event[name]] for name, keys in LISTS.items()}
    return told | {"place": {key: event["place"][key] for key in PLACE}}
