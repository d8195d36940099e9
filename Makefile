# Kept: run it, test it, check it. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install --require-hashes

.PHONY: help run test chaos check bench lock manifest manifest-schema screenshots

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: $(VENV)/run ## Kept: the playground without tokens, your workspace with them
	@$(PY) -m bot

test: $(VENV)/dev ## everything: rules, both databases, conversations, the page in Chromium
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n auto --dist worksteal  # what is compiled once need not be by each process

chaos: $(VENV)/dev ## the long runs: kill -9 at any moment on each database, a Slack that lies, the sender simulated, a crowd at random, every rule at length
	@KEPT_KILLS=40 $(PY) -m pytest tests/handlers/test_process.py -k kill
	@$(PY) -m tests.chaos
	@KEPT_EXAMPLES=40 $(PY) -m pytest -n auto tests/bot tests/playground
	@KEPT_CROWDS=100 $(PY) -m pytest -n auto tests/handlers/test_crowd.py
	@KEPT_STORIES=2000 $(PY) -m pytest -n auto tests/simulation
	@KEPT_EVERY_DAY=1 $(PY) -m pytest -n auto tests/bot/test_every_zone.py

check: $(VENV)/dev ## format, lint, strict types
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kept needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (on Debian and Ubuntu: apt install python3-venv)."; rm -rf $(VENV); exit 1; }

$(VENV)/run: requirements/run.txt | $(VENV)/bin/python
	@echo "Setting up Kept (once) ..." >&2
	@$(PIP) -r $<
	@touch $@

$(VENV)/dev: requirements/dev.txt | $(VENV)/bin/python
	@echo "Setting up the tests (once) ..."
	@$(PIP) -r $<
	@touch $@ $(VENV)/run

bench: $(VENV)/dev ## how fast and how small Kept is, beside its marks (a few minutes)
	@$(PY) -m tests.bench

lock: $(VENV)/dev ## pin the newest versions of requirements/*.in, with hashes
	@for name in run dev; do $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; done

manifest: $(VENV)/run ## the manifest for Slack to post to Kept over HTTP: make manifest URL=https://kept.example.com/slack/events
	@$(PY) -m bot manifest "$(URL)"

manifest-schema: $(VENV)/dev ## hold manifest.yml against Slack's own schema: make manifest-schema SCHEMA=file
	@$(PY) -m tests.check_manifest $(SCHEMA)

screenshots: $(VENV)/dev ## draw the README's pictures from the playground anew
	@$(PY) -m tests.page.screenshots
