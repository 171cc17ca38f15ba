# Every command a person needs. The work is done in scripts/, on the standard library of any Python from 3.11 on.
PYTHON ?= python3

.PHONY: help run dev serve test check lint format lock bench
.DEFAULT_GOAL := help

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set everything up and serve the demo newsroom on 127.0.0.1:8000
	@$(PYTHON) -m scripts.run

dev: ## The same with DEBUG on, reloading when a file changes
	@$(PYTHON) -m scripts.run --dev

serve: ## The production server; settings come from the environment
	@$(PYTHON) -m scripts.serve

test: ## Set everything up and run all: lint, tests on SQLite and PostgreSQL, several machines, browser
	@$(PYTHON) -m scripts.suite

check: test ## What CI runs: the same as make test

lint: ## Only the checks that take seconds: style, migrations, deployment
	@$(PYTHON) -m scripts.lint

format: ## Mend what a tool can mend: Python, imports, templates
	@$(PYTHON) -m scripts.lint --mend

lock: ## Pin requirements*.in again, with hashes (UPGRADE=1: at the newest releases)
	@$(PYTHON) -m scripts.lock $(if $(UPGRADE),--upgrade)

bench: ## Measure everything (about 15 minutes); ONLY=cached,uncached picks, docs/performance.md lists the rest
	@$(PYTHON) -m scripts.bench
