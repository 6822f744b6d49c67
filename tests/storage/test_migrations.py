import pytest

from service.storage import engine, schema
from service.storage.engine import fetch, reading, writing
from service.storage.tables import Figure
from tests.storage.stored import NOW, event, keep

FIGURES = [
    {"metric": "losses", "value": 1610, "period": "2024-11-24", "is_record": True},
    {"metric": "losses", "value": 7.5, "period": "2024-11/..", "unit": "tanks"},
    {"metric": "losses", "value": 3},
]


def ledger():
    with reading():
        return fetch(Figure.select().order_by(Figure.event, Figure.position))


@pytest.fixture
def before_the_ledger(blank_url):
    """A database as the first migration left it, with 600 events; what its ledger will have to be."""
    engine.connect(blank_url)
    schema.migrate(NOW)
    keep(*(event(f"e{number}", end="2025", figures=FIGURES if number % 2 else []) for number in range(600)))
    rows = ledger()
    with writing():
        engine.database.execute_sql("DROP TABLE figure")
        engine.database.execute_sql("DELETE FROM schema_migration WHERE name = '0002_figures'")
    yield rows
    engine.close()


def test_the_ledger_is_filled_from_the_events_that_are_there(before_the_ledger):
    assert not schema.is_migrated()
    schema.migrate(NOW)
    assert ledger() == before_the_ledger
    assert len(before_the_ledger) == 900
