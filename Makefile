# make demo: set up and run the main job.   make test: set up, check and run every test.
PYTHON ?= python3
BIN := .venv/bin
DEMO := demo
CORPUS := tests/corpus
TIMELINE := $(BIN)/timeline --db $(DEMO)/timeline.db

.PHONY: demo test check docs train lock clean

demo: .venv/ready
	@mkdir -p $(DEMO)
	$(TIMELINE) load seeds/documents
	$(TIMELINE) show --weapon landmines
	$(TIMELINE) export --format csv --force -o $(DEMO)/timeline.csv
	@echo
	@echo "The database:  $(DEMO)/timeline.db"
	@echo "The timeline:  $(DEMO)/timeline.csv"
	@echo "Go on with:    $(TIMELINE) show --actor Ukraine"

test: check
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/ready
	$(BIN)/python -m typer timeline.cli.main utils docs --name timeline --output docs/commands.md

# A private environment with exactly the versions of the lock, hashes checked, and the project itself in place.
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Python 3.11, 3.12 or 3.13 is needed; set PYTHON=python3.x")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

# Fits the weights of extraction anew on all documents but every fifth and on all of the supplement, and prints the scores
# on those held back: an hour on two cores, with a process for each, and some 16 GB of memory.
# CORPUS is a folder with documents.jsonl and gold.jsonl (its supplement/ is learned from whole), or a file of
# `review --export-gold`; WEIGHTS another file than the one that is shipped: sentence_reader.npz is written beside it.
train: .venv/ready
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m timeline.extraction.training $(CORPUS) $(WEIGHTS)

# Needs uv; run it after a change of the dependencies in pyproject.toml.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate --all-extras --group test --quiet --output-file requirements.lock

clean:
	rm -rf .venv $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
