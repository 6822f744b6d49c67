"""What holds for the whole tree, however it grows."""

import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import pytest
from importlinter.cli import lint_imports

ROOT: Final = Path(__file__).parents[1]
SERVICE: Final = ROOT / "service"
MODULES: Final = sorted(SERVICE.rglob("*.py"))
ROOMS: Final = ("domain", "intake", "storage", "feeds", "web")
TESTS: Final = [path for room in ROOMS for path in sorted((ROOT / "tests" / room).rglob("test_*.py"))]
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text())

IGNORED: Final = [".git", *(ROOT / ".gitignore").read_text().replace("/\n", "\n").split()]
REGISTRY: Final = re.compile(r"p[y]pi\.org|p[y]thonhosted\.|registry\.n[p]m|n[p]mjs\.|deb\.d[e]bian\.|proxy\.g[o]lang")
MACHINE: Final = re.compile(r"/w[o]rk/|/r[o]ot/|/t[m]p/p/|/o[p]t/")
WAIVER: Final = re.compile(r"# (noqa|type: ignore)")
GOOD_WAIVER: Final = re.compile(r"# (noqa: [A-Z]+\d+(, [A-Z]+\d+)*|type: ignore\[[a-z, -]+\])  # \w")


def is_committed(name: str) -> bool:
    return not any(fnmatch(name, pattern) for pattern in IGNORED)


def committed() -> Iterator[Path]:
    """Every file of the tree that is not made by a tool."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = filter(is_committed, folders)
        yield from (Path(folder, name) for name in filter(is_committed, files))


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """The places where text of the tree has `pattern`."""
    texts = ((path, path.read_text(errors="replace")) for path in committed())
    return [f"{path.relative_to(ROOT)}: {hit[0]}" for path, text in texts for hit in pattern.finditer(text)]


def in_tree(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=in_tree)
def test_a_module_is_short(module):
    assert len(module.read_text().splitlines()) <= 250


@pytest.mark.parametrize("module", [path for path in MODULES if path.name != "__init__.py"], ids=in_tree)
def test_a_modules_docstring_names_its_room(module):
    told = ast.get_docstring(ast.parse(module.read_text())) or ""
    room = module.relative_to(SERVICE).parts[0]
    assert told.startswith(f"{room.capitalize()}: ") if room in ROOMS else told


@pytest.mark.parametrize("module", sorted((SERVICE / "domain").rglob("*.py")), ids=in_tree)
def test_the_domain_imports_the_standard_library_and_itself(module):
    nodes = list(ast.walk(ast.parse(module.read_text())))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    foreign = [name for name in names if name.partition(".")[0] not in sys.stdlib_module_names]
    assert [name for name in foreign if not name.startswith("service.domain")] == []


def test_the_rooms_import_each_other_in_one_direction(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


@pytest.mark.parametrize("test", TESTS, ids=in_tree)
def test_a_test_stands_in_the_room_that_it_is_about(test):
    """Its name and a module's agree in the first word; what is about the whole stands elsewhere in tests/."""
    room = SERVICE / test.parent.relative_to(ROOT / "tests")
    word = test.stem.removeprefix("test_").partition("_")[0]
    assert [path for path in room.iterdir() if path.stem.partition("_")[0] == word]


def test_no_file_names_a_package_registry():
    assert lines_with(REGISTRY) == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    assert lines_with(MACHINE) == []


def test_a_waived_rule_is_named_and_has_a_reason():
    lines = [line for path in committed() if path.suffix == ".py" for line in path.read_text().splitlines()]
    waivers = [line for line in lines if WAIVER.search(line) and "re.compile" not in line]
    assert [line for line in waivers if not GOOD_WAIVER.search(line)] == []


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "CHANGELOG.md", "Dockerfile", "openapi.yaml", ".ci/run"])
def test_a_stranger_finds(name):
    assert (ROOT / name).stat().st_size > 0


def test_ci_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("requirements", ["requirements.txt", "requirements-dev.txt"])
def test_what_the_project_needs_is_pinned_with_hashes(requirements):
    pinned = set(
        re.findall(r"^([a-z0-9-]+)==\S+ \\\n +--hash=sha256:", (ROOT / requirements).read_text(), re.MULTILINE)
    )
    needed = {re.split(r"[\[<>=]", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    assert needed <= pinned


def test_the_built_package_carries_every_file_of_the_service():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    folders = {package: ROOT.joinpath(*package.split(".")) for package in patterns}
    carried = {path for package, globs in patterns.items() for glob in globs for path in folders[package].glob(glob)}
    beside = {path for path in committed() if path.is_relative_to(SERVICE) and not is_module(path)}
    assert beside <= carried


def is_module(path: Path) -> bool:
    return path.suffix == ".py" and (path.parent / "__init__.py").exists()
