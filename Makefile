# What a person types; `make help` lists it. Needs Python 3.11 or 3.12, git and make; all else is installed into .venv.

UV_VERSION := 0.13.8
# uv lives in a small environment of its own inside .venv: `uv sync` removes from .venv what the lock does not name.
UV := .venv/uv-$(UV_VERSION)/bin/uv
INSTALLED := .venv/installed
# Nothing of another environment, and no Python fetched from elsewhere.
UV_ENV := env -u VIRTUAL_ENV -u PYTHONPATH UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON=.venv/bin/python UV_PYTHON_DOWNLOADS=never

# Four processes, since much of the time is spent waiting for servers; tests/conftest.py says what stays in one of them
# and what begins first.
SPREAD := --numprocesses 4 --no-loadscope-reorder

# Whether a Python is one of ours, and can make an environment (Debian ships that apart).
SUITS := 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))'

.PHONY: help run test check mutations lint format up down docs pictures screenshots answers lock clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
	@echo '  make run INBOX=path/to/folder   your own articles'

run: $(INSTALLED) ## land, read, extract, build, audit and publish what is new in samples/ or INBOX
	@if [ -n "$${INBOX:-}" ]; then .venv/bin/zhizao run --inbox "$$INBOX"; else .venv/bin/zhizao run; fi

test: $(INSTALLED) ## the tests
	@.venv/bin/python -m pytest $(SPREAD)

check: lint ## what CI runs: lint, types, SQL, tests with coverage
	@.venv/bin/python -m pytest $(SPREAD) --cov

mutations: $(INSTALLED) ## the proof that the gate bites, and its table in docs/quality.md
	@.venv/bin/python -m pytest $(SPREAD) tests/quality/test_mutations.py --deselect \
	  tests/quality/test_mutations.py::test_the_table_in_the_documentation_is_current
	@.venv/bin/python -m tests.quality.mutation_table

lint: $(INSTALLED) ## ruff, mypy and sqlfluff
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/sqlfluff lint --disable-progress-bar dbt_project zhizao/warehouse/migrations

format: $(INSTALLED) ## let ruff write the code as it likes it
	.venv/bin/ruff format
	.venv/bin/ruff check --fix

up: $(INSTALLED) ## scheduled operation on this machine: Airflow with its UI, and the warehouse
	@.venv/bin/zhizao up

down: $(INSTALLED) ## the end of scheduled operation; nothing is lost
	@.venv/bin/zhizao down

docs: $(INSTALLED) ## the pages on every table, column, test and report, in one file
	@.venv/bin/python -m docs.model_pages

pictures: $(INSTALLED) ## the README's pictures, from a real run on samples/
	@.venv/bin/python docs/pictures.py

screenshots: $(INSTALLED) ## the pictures of docs/report.md; needs Chromium and its driver
	@.venv/bin/python -m docs.screenshots

answers: $(INSTALLED) ## the results in docs/bi.md, from a real run on samples/
	@.venv/bin/python -m docs.answers

lock: $(UV) ## uv.lock anew from pyproject.toml, with the latest versions it allows
	$(UV_ENV) $(UV) lock --upgrade

clean: ## the environment and all caches away; data in .zhizao stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* dbt_project/target dbt_project/logs
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment knows its own path: one that was moved with its checkout is made anew.
ifneq ($(shell cat $(INSTALLED) 2>/dev/null || pwd -P),$(shell pwd -P))
.PHONY: $(INSTALLED) $(UV)
endif

$(INSTALLED): uv.lock pyproject.toml $(UV)
	@echo 'Installing the versions of uv.lock into .venv ...'
	@$(UV_ENV) $(UV) sync --frozen --compile-bytecode --quiet
	@pwd -P > $@

$(UV):
	@set -e; \
	if [ -f $(INSTALLED) ] && [ "$$(cat $(INSTALLED))" != "$$(pwd -P)" ]; then rm -rf .venv; fi; \
	found=; \
	for python in "$${PYTHON:-}" .venv/bin/python python3.12 python3.11 python3 python; do \
		if [ -n "$$python" ] && "$$python" -c $(SUITS) 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'error: no Python 3.11 or 3.12 with venv was found: install one (Debian, Ubuntu: apt-get install python3-venv),' >&2; \
		echo '       or name yours: make PYTHON=/path/to/python3.12' >&2; \
		exit 1; \
	fi; \
	if [ "$$found" != .venv/bin/python ]; then \
		echo "Making .venv with $$("$$found" --version) ..."; \
		"$$found" -m venv --clear --without-pip .venv; \
	fi; \
	.venv/bin/python -m venv --clear .venv/uv-$(UV_VERSION); \
	.venv/uv-$(UV_VERSION)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
