"""events.csv read by Papa Parse, which spreadsheets in browsers and data tools read tables with."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from service.feeds import events_csv
from tests.feeds.every_field import adversaries

READER = Path(__file__).with_name("read_csv.mjs")


@pytest.fixture(scope="module")
def told(node_modules: Path) -> dict[str, Any]:
    text = "".join(events_csv.render(adversaries()))
    command = ["node", READER, node_modules]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=60)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def test_it_reads_every_row_without_an_error(told: dict[str, Any]) -> None:
    assert (told["errors"], len(told["rows"])) == ([], len(list(adversaries().events)))


def test_it_reads_every_column_by_its_name(told: dict[str, Any]) -> None:
    assert all(list(row) == ["record", *events_csv.FIELDS] for row in told["rows"])


def test_it_reads_every_text_whole_but_for_the_guard(told: dict[str, Any]) -> None:
    for row, event in zip(told["rows"], adversaries().events, strict=True):
        assert row["title"] in (event["title"], f"'{event['title']}")
        assert json.loads(row["place"]) == event["place"]


def test_no_cell_would_be_calculated(told: dict[str, Any]) -> None:
    assert [cell for row in told["rows"] for cell in row.values() if cell.startswith(tuple("=+-@\t\r"))] == []
