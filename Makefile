# The commands of everyday work; `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
SEARCH ?= embedded
WORKERS ?= 2
TESTS ?=
UPGRADE ?=
FAULTS ?=
DATA ?= ../shared/relevance
SPLIT ?= dev
OUT ?= var/relevance

RUN := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo test test-all check faults faults-quick bench relevance lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Serve the demo site: PORT=8000, SEARCH=embedded or elasticsearch
	@case '$(SEARCH)' in embedded|elasticsearch) ;; *) echo 'SEARCH is embedded or elasticsearch.' >&2; exit 1 ;; esac
	@$(PYTHON) -m scripts.port '$(PORT)'
	@$(PYTHON) -m scripts.environment topichub
	@$(RUN) -m scripts.demo --port '$(PORT)' --search '$(SEARCH)'

test: check ## All tests and the quick faults, on real Elasticsearch, PostgreSQL and Chromium: TESTS=tests/search, WORKERS=2
	@$(RUN) -m scripts.provide
	$(RUN) -m pytest -n $(WORKERS) -m 'not postgresql and not exhaustive' $(TESTS)
	$(RUN) -m scripts.postgresql run -- $(RUN) -m pytest -n $(WORKERS) -m '(postgresql or databases) and not exhaustive' $(TESTS)
	$(if $(TESTS),,$(RUN) -m faults --quick)

test-all: test ## The same, then what takes minutes: long runs, and bugs put into the source that checks must find
	$(RUN) -m pytest -n $(WORKERS) -m exhaustive $(TESTS)

check: ## Style, types, import directions, migrations, links in the docs
	@$(PYTHON) -m scripts.environment dev
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m pyright
	.venv/bin/lint-imports
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) -m scripts.links

faults: ## Kill, block and stop parts of a running site of its own, and see that nothing is lost: FAULTS="F1 F3"
	@$(PYTHON) -m scripts.environment dev
	@$(RUN) -m scripts.provide
	$(RUN) -m faults $(FAULTS)

faults-quick: ## The same on a small site, a few times each
	@$(PYTHON) -m scripts.environment dev
	@$(RUN) -m scripts.provide
	$(RUN) -m faults --quick $(FAULTS)

bench: ## Measure the import, suggestions while a reader types, and the delivery API beside Wagtail's own
	@$(PYTHON) -m scripts.environment dev
	$(RUN) -m bench.import_rate
	$(RUN) -m bench.suggest
	$(RUN) -m bench.delivery

relevance: ## Measure search on a judged collection: DATA=folder SPLIT=dev OUT=var/relevance
	@$(PYTHON) -m scripts.environment dev
	@$(RUN) -m scripts.elasticsearch provide
	$(RUN) -m scripts.relevance '$(DATA)' '$(SPLIT)' '$(OUT)'

lock: ## Pin what pyproject.toml asks for, with hashes (needs uv); UPGRADE=--upgrade for newer ones
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet $(UPGRADE) \
		--output-file requirements/topichub.lock pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet $(UPGRADE) \
		--constraint requirements/topichub.lock --group dev --output-file requirements/dev.lock pyproject.toml

clean: ## Remove the demo site's data and caches; keep .venv
	rm -rf var .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -prune -exec rm -rf {} +
