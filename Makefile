# The few commands that everything goes through. `make help` explains them; .ci/run calls the same ones.
# All of them use uv when it is there and a plain virtual environment when not: see scripts/environment.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
python := .venv/bin/python

# Real figures, where this checkout stands beside them. Set RIKTMARKE_DATA yourself to point elsewhere; empty for none.
ifeq ($(origin RIKTMARKE_DATA),undefined)
ifneq ($(wildcard ../shared/data/kolada),)
export RIKTMARKE_DATA := $(abspath ../shared/data)
endif
endif
export CHROMIUM PYTHON

# What `make up` passes on, each only when it is set.
up_options := $(if $(AREA),--area "$(AREA)") $(if $(PORT),--port "$(PORT)") $(if $(DATA),--data "$(DATA)")

.PHONY: help up test check format docs words bench prove lock

help: ## Explain these commands
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo
	@echo "  make up takes   AREA=2083 (any municipality's code)   PORT=8000   DATA=folder with figures"
	@echo "  make test takes ARGS=... (any pytest arguments, such as ARGS='-k county')"

up: .venv/.installed-runtime ## Install, bring in the figures, assess them and serve http://localhost:8000
	@$(python) -m riktmarke up $(up_options)

test: .venv/.installed-dev ## Run the whole test suite, the same that CI runs
	@scripts/ensure-chromium
	@$(python) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/.installed-dev ## Run the linters, the type checker and the import contracts
	@scripts/check

format: .venv/.installed-dev ## Format the code and mend what the linter can mend
	@$(python) -m ruff check --fix --quiet . || true
	@$(python) -m ruff format .

docs: .venv/.installed-dev ## Write the pages of docs/methods from the specifications in tests/specification
	@$(python) -m tests.specification.pages

words: .venv/.installed-dev ## Find the public pages' Swedish texts, and compile their English
	@$(python) -m tests.words

bench: .venv/.installed-dev ## Measure speed and memory beside a plain script, as ratios
	@$(python) benchmarks/run.py $(ARGS)

prove: .venv/.installed-dev ## Run the slow proofs, such as killing an import at 50 random moments
	@$(python) -m pytest tests/prove $(ARGS)

lock: ## Resolve the dependencies anew (needs uv)
	@scripts/lock

# Installed once; again only when what should be installed has changed.
.venv/.installed-%: pyproject.toml uv.lock constraints.txt scripts/environment
	@scripts/environment $*
