# The verbs of the project. `make demo` and `make test` set up all they need.
PYTHON ?= python3
BIN := .venv/bin
DEMO := demo
PORT ?= 8000
# Small matrices: several threads for one of them wait for one another.
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup demo serve report test test-slow lint types contracts format bench bench-load bench-peers clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(BIN)/.ready ## install everything into .venv (leaves .venv/bin/levier)

$(BIN)/.ready: pyproject.toml uv.lock scripts/bootstrap.py
	$(PYTHON) scripts/bootstrap.py
	@touch $@

demo: setup ## serve the demonstration company at http://localhost:8000, measured
	$(BIN)/levier demo $(DEMO) --force
	$(BIN)/levier serve --demonstration --port $(PORT) --data $(DEMO)/application

serve: setup ## serve your own company at http://localhost:8000
	$(BIN)/levier serve --port $(PORT)

report: setup ## measure the demonstration company without the application, write its report
	$(BIN)/levier demo $(DEMO) --force
	$(BIN)/levier measure $(DEMO) --truth --report $(DEMO)/report.html --json $(DEMO)/results.json --xlsx $(DEMO)/ledger.xlsx

test: setup ## set up and pass the tests
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" --ignore=tests/browser/application
	$(BIN)/python -m pytest -n auto --dist loadfile tests/browser/application
	$(BIN)/python scripts/on_postgresql.py $(BIN)/python -m pytest -n auto --dist worksteal -m "not once and not slow" tests/web tests/hostile

test-slow: setup ## what `make test` leaves out: the longest tests, and on PostgreSQL what says nothing of the database
	$(BIN)/python -m pytest -n auto -m slow tests/web tests/contracts
	$(BIN)/python scripts/on_postgresql.py $(BIN)/python -m pytest -n auto --dist worksteal -m "slow or once" tests/web tests/hostile

lint: setup ## style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup ## put the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup ## strict types
	$(BIN)/mypy --num-workers auto

contracts: setup ## who may import whom
	$(BIN)/lint-imports

bench: setup ## the figures of the README, measured here
	$(BIN)/python -m benchmarks.calibration
	$(BIN)/python -m benchmarks.impact_speed
	$(BIN)/python -m benchmarks.designs
	$(BIN)/python -m benchmarks.sequential_reading
	$(BIN)/python -m benchmarks.before_after
	$(BIN)/python -m benchmarks.planning
	$(BIN)/python -m benchmarks.forecasting
	$(BIN)/python -m benchmarks.choosing

bench-load: setup ## a company of 5,000 decisions, 100 people at once, on both databases
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.load --postgresql

bench-peers: setup ## the same with the other tools beside it (installs them apart, in .venv-peers)
	UV_PROJECT_ENVIRONMENT=.venv-peers $(BIN)/uv sync --frozen --no-default-groups --group peers --python $(BIN)/python
	.venv-peers/bin/python -m benchmarks.impact_speed
	.venv-peers/bin/python -m benchmarks.designs --peers

clean: ## remove what was made
	rm -rf .venv .venv-peers $(DEMO) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
