# Two commands for a newcomer: `make ingest` and `make test`. Python 3.11 or newer, pip and make are enough.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
BASE ?= main
# Damaged documents that `make hostile` makes and reads.
N ?= 5000

.PHONY: ingest test check lint types bench kills hostile readers docs floors diff-facts corpus train lock wheel clean

ingest: $(VENV)/.installed
	$(BIN)/dapipe ingest corpus/

test: $(VENV)/.tools
	$(BIN)/python -m pytest

check: $(VENV)/.tools lint types
	$(BIN)/lint-imports
	$(BIN)/deptry pipeline
	$(BIN)/python -m pytest tests/quality -m quality

lint:
	$(BIN)/ruff format --check pipeline tests corpus
	$(BIN)/ruff check pipeline tests corpus

types:
	$(BIN)/mypy

bench: $(VENV)/.tools
	$(BIN)/python -m tests.bench

kills: $(VENV)/.tools
	$(BIN)/python -m pytest tests/crash -m bench -s

docs: $(VENV)/.tools
	$(BIN)/python -m tests.quality.accuracy

readers: $(VENV)/.readers
	$(BIN)/python -m pytest tests/export/test_readers.py -rs

hostile: $(VENV)/.tools
	$(BIN)/python -m tests.hostile.judge $(N)

diff-facts: $(VENV)/.installed
	$(BIN)/python tests/quality/diff_facts.py $(BASE)

corpus: $(VENV)/.tools
	$(BIN)/python corpus/make.py

train: $(VENV)/.installed
	$(BIN)/dapipe train

wheel: $(VENV)/.tools
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--quiet pyproject.toml --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--quiet --extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--quiet --extra dev --extra readers --constraint requirements-dev.lock pyproject.toml \
		--output-file requirements-readers.lock

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.tools: requirements-dev.lock | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	touch $@

# Programs that others open dapipe's files with: only to test that they can.
$(VENV)/.readers: requirements-readers.lock | $(VENV)/.tools
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-readers.lock
	touch $@

clean:
	rm -rf $(VENV) dist build facts .pytest_cache .mypy_cache .ruff_cache .hypothesis
