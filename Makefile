# `make demo` and `make test` are all that a new clone needs: each sets up .venv first, from the locked versions in
# uv.lock. The machine needs make and Python 3.11 or newer; uv is used where it is on PATH and otherwise installed into
# .venv. Choose another Python with `make test PYTHON=python3.13`: .venv is then made anew.

PYTHON ?= python3
# How many processes pytest uses.
JOBS ?= 2

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
DEMO := examples/gallium-arsenide-wafers-dalian-kumamoto.yaml

# Version and place of the Python asked for, the same from inside its own virtual environments. Empty if it is too old.
PYTHON_IS := $(shell $(PYTHON) -c 'import sys; v = sys.version_info; \
	print("%d.%d.%d-%s" % (v[0], v[1], v[2], "".join(c if c.isalnum() else "_" for c in sys.base_prefix)) \
	if v >= (3, 11) else "")' 2>/dev/null)
MADE := $(VENV)/.made-with-$(PYTHON_IS)
SYNCED := $(VENV)/.synced
DOCS_SYNCED := $(VENV)/.synced-docs

# uv obeys these: install into .venv, and take the lock as it stands.
export UV_PROJECT_ENVIRONMENT := $(VENV)
# One that works (a pyenv shim may not), and not the one inside .venv, which an activated environment puts on PATH.
UV_ON_PATH := $(filter-out $(abspath $(VENV))/%,$(shell uv --version >/dev/null 2>&1 && command -v uv))
UV := $(if $(UV_ON_PATH),$(UV_ON_PATH),$(BIN)/uv)
# A uv that lives in .venv is in no lock: an exact sync would remove it.
SYNC := $(UV) sync --quiet --frozen --python $(BIN)/python $(if $(UV_ON_PATH),,--inexact)

.PHONY: help setup demo test browser check format bench docs readme lock changelog clean

help:  ## Print this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: $(SYNCED)  ## Make or renew .venv (the others do this themselves)

demo: $(SYNCED)  ## Ask what the law of every authority says of a shipment of wafers, how that changed, and what is modelled
	$(BIN)/sekisho determine $(DEMO)
	$(BIN)/sekisho history $(DEMO)
	$(BIN)/sekisho law lint --coverage

test: $(SYNCED) browser  ## Run the tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

browser:  ## Put Chromium and CJK fonts on the machine if it has none (the tests of the pages need them)
	@tests/web/install-browser

check: $(SYNCED)  ## Lint, formatting, types, import rules, spelling, and the lint of the law
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/sekisho law lint

format: $(SYNCED)  ## Put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(SYNCED)  ## Run the benchmarks, each beside its baseline
	$(BIN)/python -m pytest benchmarks --benchmark-enable --benchmark-only -p no:xdist

docs: $(DOCS_SYNCED)  ## Build the documentation into docs/_build/html; a warning is an error
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html

readme: $(SYNCED)  ## Put what the commands print now into README.md (the demo and the table of coverage)
	$(BIN)/python docs/update_readme.py

lock: $(SYNCED)  ## Bring uv.lock up to pyproject.toml (`make lock UPGRADE=1` takes the newest versions)
	$(UV) lock $(if $(UPGRADE),--upgrade)

changelog: $(SYNCED)  ## Show what the fragments in changes/ would add to CHANGELOG.md
	$(BIN)/towncrier build --draft

clean:  ## Remove everything that make made
	rm -rf $(VENV) build dist docs/_build docs/_generated .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

$(MADE):
	@if [ -z "$(PYTHON_IS)" ]; then \
		echo "Sekisho needs Python 3.11 or newer, and '$(PYTHON)' is not one. Name one: make PYTHON=python3.13" >&2; exit 1; fi
	rm -rf $(VENV)
ifneq ($(UV_ON_PATH),)
	$(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)
else
	$(PYTHON) -m venv $(VENV)
endif
	@touch $@

$(SYNCED): pyproject.toml uv.lock hatch_build.py $(MADE)
	@[ -x "$(UV)" ] || { echo "Installing uv into $(VENV)"; \
		$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.8"; }
	$(SYNC)
	@rm -f $(DOCS_SYNCED)
	@touch $@

$(DOCS_SYNCED): $(SYNCED)
	$(SYNC) --group docs
	@touch $@
