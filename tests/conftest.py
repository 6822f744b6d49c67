"""What every test can ask for: both engines, clients, builders, the live service, a browser, the widgets."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis
from playwright.sync_api import Browser, Page

from service.app import create_app
from service.cli import main
from service.config import Settings
from service.storage import engine, tokens
from tests.support import chromium, needs, postgres, queries, routes, serving, widgets
from tests.support.builders import Make
from tests.support.databases import PostgresDatabases, SqliteDatabases, in_memory

hypothesis.register_profile("any machine", deadline=None)  # a slow machine is no fault
hypothesis.load_profile("any machine")
routes.compile_once()

# --- databases --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sqlite_databases() -> Iterator[SqliteDatabases]:
    with tempfile.TemporaryDirectory(prefix="causeline-sqlite-", dir=in_memory()) as folder:
        yield SqliteDatabases(Path(folder))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    with postgres.server() as url:
        databases = PostgresDatabases(url)
        yield databases
        databases.close()


@pytest.fixture(params=["sqlite", "postgres"], ids=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> SqliteDatabases | PostgresDatabases:
    """One engine, then the other: every test that asks, itself or through another fixture, runs on both."""
    chosen: SqliteDatabases | PostgresDatabases = request.getfixturevalue(f"{request.param}_databases")
    return chosen


@pytest.fixture
def engine_url(databases: SqliteDatabases | PostgresDatabases) -> Iterator[str]:
    """The URL of a migrated database: the built-in kinds and nothing else."""
    with databases.fresh() as url:
        yield url


@pytest.fixture
def blank_url(databases: SqliteDatabases | PostgresDatabases) -> Iterator[str]:
    """The URL of a database without tables, for tests of migrations."""
    with databases.blank() as url:
        yield url


@pytest.fixture
def database(engine_url: str) -> Iterator[str]:
    """The same, connected, for tests of storage without the web."""
    engine.connect(engine_url)
    yield engine_url
    engine.close()


@pytest.fixture
def count_queries() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_queries() as statements:` lists the SQL of the block."""
    return queries.counted


# --- the application --------------------------------------------------------------------------------------------------


@pytest.fixture
def settings(engine_url: str) -> Settings:
    """The defaults; a test module that needs others says so in a fixture of this name."""
    return Settings(database_url=engine_url)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application over a database of its own. An exception that it does not answer fails the test."""
    made = create_app(settings)
    made.testing = True
    yield made
    engine.close()


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Takes the place of pytest-flask's, which makes all requests of a test share one `g` and skips their teardown."""


@pytest.fixture
def anonymous(app: Flask) -> FlaskClient:
    """A client without a token."""
    return app.test_client()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client whose token may write."""
    return _holding(app, "write")


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    """A client whose token may only read."""
    return _holding(app, "read")


@pytest.fixture
def admin(app: Flask) -> FlaskClient:
    """A client whose token may do everything."""
    return _holding(app, "admin")


def _holding(app: Flask, scope: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {tokens.add(scope, scope, now=0)}"
    return client


@pytest.fixture
def make(client: FlaskClient) -> Make:
    """Makes records over the API."""
    return Make(client)


@pytest.fixture
def run(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Result]]:
    """Runs the causeline command on a database of its own, in this process; keywords are variables."""
    monkeypatch.setenv("DATABASE_URL", engine_url)

    def invoke(*words: object, **environment: str) -> Result:
        answer = CliRunner().invoke(main, [str(word) for word in words], env=environment or None)
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer

    yield invoke
    engine.close()


# --- the service and what reads it ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the service as a newcomer starts it, with the seeds; for reading only."""
    folder = tmp_path_factory.mktemp("live")
    database_url = f"sqlite:///{folder / 'causeline.db'}"
    serving.causeline("load", "seeds", database_url=database_url)
    with serving.served(database_url, folder / "log") as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. A module's, because Playwright keeps an event loop running for as long as it lives."""
    with chromium.launched() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own; whatever it or its console complains about fails the test."""
    with chromium.opened(browser) as page:
        yield page


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder with the timeline widgets."""
    return widgets.node_modules()


# --- the end of a run -------------------------------------------------------------------------------------------------


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI nothing may be left untested."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if needs.UNDER_CI and terminal and terminal.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says what was not tested, where nobody can overlook it."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("NOT TESTED", red=needs.UNDER_CI, yellow=not needs.UNDER_CI)
        for line in needs.why_skipped(skipped):
            terminalreporter.line(line)
