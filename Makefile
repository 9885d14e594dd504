# govcrawl: `make help` lists the commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed

unexport PYTHONDONTWRITEBYTECODE  # where it is set, every start of the program compiles it anew

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast check format lint types imports bench lock catalogue audit

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(BIN)/uv:
	@deploy/packages.sh
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv

$(RUN): requirements.lock | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUN) | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(RUN) ## inspect two simulated cities and write out/
	$(BIN)/python -m tests.demo

bench: $(DEV) ## print scores and speed, write bench/results.json
	$(BIN)/python -m bench

lock: $(BIN)/uv ## pin every dependency with hashes
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header requirements.txt -o requirements.lock
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header requirements-dev.txt -o requirements-dev.lock

test: $(DEV) ## run every test
	@deploy/packages.sh tests
	$(BIN)/python -m pytest -q -n 2

test-fast: $(DEV) ## run the tests that start no server, browser or crawl
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

format: $(DEV) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

imports: $(DEV)
	$(BIN)/lint-imports

catalogue: $(DEV) ## write govcrawl/rules/README.md anew
	$(BIN)/python -m analysis.catalogue --write

audit: $(DEV) ## look the pinned packages up among known vulnerabilities
	$(BIN)/python -m tests.audit

check: lint types imports audit test ## format, lint, types, import contracts, tests: what CI calls
