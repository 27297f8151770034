# `make run` and `make test` are all a newcomer needs. What is done already is not done again.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python
DONE := .venv/done
CATALOGUES := $(wildcard src/opora/*/locale/*/LC_MESSAGES/django.po)

.PHONY: screenshots help run setup database test check format lock upgrade messages clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

run: setup ## set up what is missing, load the demonstration region, serve it
	@scripts/demo
	@./opora run

setup: $(DONE)/packages $(DONE)/assets $(DONE)/messages database ## everything but the demonstration and the server

$(DONE)/packages: requirements.txt requirements-bootstrap.txt scripts/environment
	@echo "· Python packages"
	@scripts/environment requirements.txt
	@mkdir -p $(DONE) && touch $@

$(DONE)/dev: requirements-dev.txt $(DONE)/packages
	@echo "· Python packages for tests and checks"
	@scripts/environment requirements-dev.txt
	@touch $@

$(DONE)/assets: package-lock.json .npmrc scripts/assets $(DONE)/packages
	@echo "· Front-end packages"
	@scripts/assets
	@touch $@

$(DONE)/messages: $(CATALOGUES) $(DONE)/packages
	@echo "· Translations"
	@$(PYTHON) scripts/messages.py compile
	@touch $@

database: $(DONE)/packages $(DONE)/assets
	@scripts/database

test: $(DONE)/dev $(DONE)/assets $(DONE)/messages ## the whole suite on SQLite and on PostgreSQL
	@scripts/test

check: $(DONE)/dev $(DONE)/assets $(DONE)/messages ## style, types, layers, templates, migrations, translations, locks, deployment
	@scripts/check

format: $(DONE)/dev ## put Python and templates into the form that check asks for
	@.venv/bin/ruff check --quiet --fix || true
	@.venv/bin/ruff format --quiet
	@git ls-files -z --cached --others --exclude-standard 'src/*.html' | xargs -0 .venv/bin/djade --target-version 5.2 || true

lock: $(DONE)/dev ## write the lock files from pyproject.toml and package.json
	@scripts/lock

upgrade: $(DONE)/dev ## the same with the newest versions that fit
	@scripts/lock --upgrade

messages: $(DONE)/dev ## extract the messages of the code into the Russian catalogues
	@scripts/need xgettext gettext
	@$(PYTHON) scripts/messages.py update

screenshots: $(DONE)/dev $(DONE)/assets $(DONE)/messages ## take the pictures of docs/screenshots anew
	@scripts/need chromium chromium
	@$(PYTHON) scripts/screenshots.py

clean: ## remove everything that make made, but not the data in var
	rm -rf .venv node_modules build src/opora/core/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache src/*.egg-info
	find src -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
