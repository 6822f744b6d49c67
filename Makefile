# Everything a developer types. `make` alone lists it.

VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
PYTHON ?=
ARGS   ?=

export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run setup develop test lint check bench picture screenshots lock clean

help: ## list the commands
	@echo "Causeline: dated events and what led to what"
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: setup ## set up, migrate, load seeds/ into an empty database, serve page and API (PORT=8000)
	@$(BIN)/causeline migrate
	@$(BIN)/causeline load seeds --if-empty
	@echo "To write, get a token: $(BIN)/causeline token add me --scope write"
	@exec $(BIN)/causeline serve --port $(PORT)

setup: $(VENV)/.ready ## make .venv with the causeline command

develop: $(VENV)/.ready-to-test ## the same, with everything that tests and checks need

test: develop ## run every test, a process a core (ARGS="-k dates" picks)
	@$(BIN)/pytest --numprocesses auto --dist worksteal $(ARGS)

lint: develop ## format, lint, types, imports, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

check: lint test ## lint, then test

bench: setup ## Causeline beside its limit and its peers (ARGS="--events 1000 --rounds 1" is a short run)
	@$(BIN)/python -m bench $(ARGS)

picture: setup ## draw the README's picture again, from the seeds
	@folder=$$(mktemp -d) && DATABASE_URL=sqlite:///$$folder/seeds.db && export DATABASE_URL && \
	  $(BIN)/causeline load seeds >/dev/null && $(BIN)/causeline export --feed timeline.svg > seeds/timeline.svg; rm -rf $$folder

screenshots: develop ## take the README's screenshots again, of the seeds
	@$(BIN)/python -m tests.support.screenshots seeds/pictures

lock: develop ## pin every dependency again, with hashes, in requirements*.txt
	@test -x .cache/lock/bin/pip-compile || ( $(BIN)/python -m venv .cache/lock && .cache/lock/bin/pip install --quiet "pip-tools>=7.6" )
	.cache/lock/bin/pip-compile $(LOCK) --extra build --output-file requirements.txt pyproject.toml
	.cache/lock/bin/pip-compile $(LOCK) --extra build --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	.cache/lock/bin/pip-compile $(LOCK) --constraint requirements.txt --output-file bench/requirements.txt bench/requirements.in

clean: ## remove what was made here, except your database
	rm -rf $(VENV) .cache .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist *.egg-info
	find service tests -name __pycache__ -type d -prune -exec rm -rf {} +

LOCK := --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-config --annotation-style=line \
	--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# Hashes are checked and nothing is built but our own package, so a set-up is the same everywhere.
$(VENV)/.ready: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what causeline needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-test: requirements-dev.txt $(VENV)/.ready
	@echo "Installing what the tests need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# The first Python that is new enough and can make a virtual environment; a name alone proves nothing (pyenv's shims).
$(BIN)/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
	  if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "Making $(VENV) with $$($$python --version) ..."; \
	    exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "Causeline needs Python 3.11 or newer with venv, and found none." >&2; \
	echo "Install it (Debian and Ubuntu: apt-get install python3 python3-venv) or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
	exit 1
