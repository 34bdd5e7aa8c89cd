# Every target sets up what it needs itself; `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
DATA ?= var/waterdam
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run setup test check format bench peers reference lock migrations-land

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

run: ## Start Stadspoort with the demo municipality on this machine
	@$(PYTHON) scripts/setup.py run
	@test -n "$$(ls -A $(DATA) 2>/dev/null)" || .venv/bin/stadspoort demo --data $(DATA)
	@exec .venv/bin/stadspoort serve --data $(DATA) --port $(PORT)

setup: ## Install everything for running, checking and testing; safe to repeat
	@$(PYTHON) scripts/setup.py test

test: ## Run all tests, on SQLite and then on PostgreSQL (ARGS="tests/engines" for a part)
	@$(PYTHON) scripts/setup.py test
	@.venv/bin/python scripts/test.py $(ARGS)

check: ## Check format, lint, contracts, types, templates, dependencies, licences, migrations
	@$(PYTHON) scripts/setup.py check
	@.venv/bin/python scripts/check.py

format: ## Bring code and templates into shape
	@$(PYTHON) scripts/setup.py check
	@.venv/bin/python scripts/check.py --fix

bench: ## Run all benchmarks of this project; each prints one table
	@$(PYTHON) scripts/setup.py check
	@.venv/bin/python bench/run.py

peers: ## Run the same benchmarks beside other systems, in environments of their own
	@$(PYTHON) scripts/setup.py check
	@.venv/bin/python bench/run.py --peers

reference: ## Write docs/reference/cli.md from the commands themselves
	@$(PYTHON) scripts/setup.py check
	@.venv/bin/python scripts/reference.py

lock: ## Compile the hashed locks anew (needs uv)
	@$(PYTHON) scripts/locks.py compile

migrations-land: ## Note the new migrations as landed: from then on nobody may edit them
	@.venv/bin/python scripts/migrations.py land
