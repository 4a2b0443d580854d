# Every target sets up what it needs: .venv from the locks, again only when a lock or pyproject.toml changed.
#   make audit [ARGS="--format json"]    make test [PYTEST_ARGS=...]    make score [MISSES=1]    make bench    make bench-mutation [MISSED=1]    make bench-first [FROM=folder]
# PYTHON=… names the interpreter (>= 3.11); KPI_CORPUS=… the folder that holds corpus/ and gold/ (default ../shared).

VENV := .venv
BIN := $(VENV)/bin
# worksteal: the tests of a file stay on one worker, which makes their workspace once, until the other has none left.
PYTEST_ARGS ?= -n 2 --dist worksteal
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help audit test test-ocr lint types pytest score bench calibrate screenshots bench-mutation bench-audit bench-first docs lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

$(VENV)/.runtime: requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh requirements.lock
	@touch $@

# The development lock holds the runtime's pins too, so it serves both.
$(VENV)/.dev: requirements.lock requirements-dev.lock pyproject.toml tools/setup.sh
	@tools/setup.sh requirements-dev.lock
	@touch $(VENV)/.runtime $@

# With zensical and what it needs; the pins that both hold are those of the development lock.
$(VENV)/.docs: requirements-docs.lock pyproject.toml tools/setup.sh
	@tools/setup.sh requirements-docs.lock
	@touch $(VENV)/.runtime $@

# 1 means that the audit ran and has findings. A kpi that cannot even start also leaves 1, hence the first line.
audit: $(VENV)/.runtime  ## audit the workspace at the repository root
	@$(BIN)/kpi --help >/dev/null
	@$(BIN)/kpi audit --workspace . $(ARGS) || [ $$? -eq 1 ]

test: lint types pytest  ## ruff, mypy --strict, pytest

# rapidocr comes with its models, 390 MB with onnxruntime; it is no part of the locks.
test-ocr: $(VENV)/.dev  ## install the extra that reads scans, and test it
	@$(BIN)/uv pip install --quiet --python $(BIN)/python onnxruntime rapidocr
	@$(BIN)/python -m pytest tests/test_documents_ocr.py

lint: $(VENV)/.dev
	@$(BIN)/ruff check .

types: $(VENV)/.dev lint
	@$(BIN)/mypy

# Compiled first: tests start many commands, and where Python may not write bytecode each would compile kpi again.
pytest: $(VENV)/.dev types
	@$(BIN)/python -m compileall -q kpi
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

score: $(VENV)/.runtime  ## score extraction and verdicts against the gold, and against what readers found
	@$(BIN)/python -m bench.score $(if $(MISSES),--misses)
	@$(BIN)/python -m bench.readers $(if $(MISSES),--misses)

bench: $(VENV)/.dev  ## time the commands, extraction, odd texts of n, 2n and 4n, matching at scale; read public specifications
	@$(BIN)/python -m bench.run
	@$(BIN)/python -m bench.html
	@$(BIN)/python -m bench.matching
	@$(BIN)/python -m bench.linear
	@$(BIN)/python -m bench.documents
	@$(BIN)/python -m bench.specs $(if $(MISSES),--misses)

calibrate: $(VENV)/.dev  ## a calibrated probability against the gates of matching, on bodies left out
	@$(BIN)/python -m bench.calibration

screenshots: $(VENV)/.dev  ## pictures of the sample's HTML page for the README
	@$(BIN)/python tools/screenshots.py

bench-audit: $(VENV)/.runtime  ## 300 reports cold, one new report among 1,000, kpi check among 100, 50 audits and 60 commands killed
	@$(BIN)/python -m bench.audit
	@$(BIN)/python -m bench.incremental
	@$(BIN)/python -m bench.kill 50
	@$(BIN)/python -m bench.kill_commands 60

bench-mutation: $(VENV)/.runtime  ## change one digit of each consistent relation of the corpus: is the slip seen?
	@$(BIN)/python -m bench.mutation $(if $(MISSED),--missed)

bench-first: $(VENV)/.runtime  ## from a clean environment to the first table of one's own reports, in seconds
	@$(BIN)/python -m bench.first_table $(FROM)

docs: $(VENV)/.docs  ## build the docs site in both languages: site/index.html, which needs neither server nor network
	@$(BIN)/python -m tools.site

COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock: $(VENV)/.dev  ## resolve the locks again and say what changed; UPGRADE=1 takes the newest versions
	@mkdir -p build && cp requirements*.lock build
	@$(COMPILE) --group setup --output-file requirements.lock
	@$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(COMPILE) --group docs --constraints requirements-dev.lock --output-file requirements-docs.lock
	@for lock in requirements*.lock; do $(BIN)/python tools/locked.py build/$$lock $$lock; done

clean:  ## remove the environment and what was built
	rm -rf $(VENV) .kpi build dist site .mypy_cache .ruff_cache .pytest_cache
