# make demo, make test: set everything up in .venv, then run. make check: what every commit passes.
SHELL := /bin/sh
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UV_VERSION := $(shell sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements.lock)
# Behind a proxy that opens connections, only the machine's own certificates are right; on a bare
# machine there may be none, and only the ones that uv brings are.
SYNC = $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
# Two OpenMP processes on two cores make one model fit 25 times slower.
export OMP_NUM_THREADS = 1
export UV_PYTHON_DOWNLOADS = never
export UV_COMPILE_BYTECODE = 1
# An interpreter that writes no bytecode starts every library two to four times slower.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test setup check format lock clean bench-night bench-calibration bench-checks bench-linkage

demo: setup
	@$(BIN)/wholestory demo --out build/demo

# Three processes on two cores: whole nights wait for their Prefect server half of the time. A file
# stays in one.
test: check chromium
	@$(BIN)/pytest -n 3 --dist loadfile

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo 'wholestory needs Python 3.11 or newer: install the package python3 (Debian 12 or later), or say make PYTHON=…' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo 'wholestory needs virtual environments: install the package python3-venv.' >&2; exit 1; }
	@echo 'Setting up $(VENV): about a minute, once.'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip --quiet --disable-pip-version-check install uv==$(UV_VERSION)
	@$(SYNC) 2>/dev/null || $(SYNC) --system-certs
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

check: setup
	@$(BIN)/ruff format --check --quiet . || { echo 'Run make format.' >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

.PHONY: chromium
# Browser tests need Debian's chromium; without it they are skipped by name (and fail where CI=true).
chromium:
	@command -v chromium >/dev/null 2>&1 \
	  || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	       echo 'Installing the package chromium for the browser tests.'; \
	       apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null \
	         || echo 'The package chromium could not be installed.' >&2; \
	     fi

format: setup
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

# The lock names no registry: hashes only, one file for Python 3.11 to 3.13.
lock: setup
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
	  --no-annotate --no-emit-index-url --no-emit-find-links --group dev pyproject.toml -o requirements.lock

bench-night: setup
	@$(BIN)/python -m benchmarks.night

# Figures of the invented county beside published ones; time and memory of a large one.
bench-calibration: setup
	@$(BIN)/python -m benchmarks.calibration

# Time and memory of the checks, rules and spellings against what others found, and every fault.
bench-checks: setup
	@$(BIN)/python -m benchmarks.checks

# Links of an invented county with the noise of real records, beside a plain baseline.
bench-linkage: setup
	@$(BIN)/python -m benchmarks.linkage

clean:
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
