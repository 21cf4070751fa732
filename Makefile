# make demo    install, build the demonstration of Selenge, serve it on 127.0.0.1:8000
# make setup   install only           make test      every test that can run here
# make lint    style, types, layers   make messages  extract and compile translations
# make lock    settle the dependencies anew
SHELL := /bin/sh
BAGANA_HOME ?= $(CURDIR)/var
TEST_ARGS ?= -n 2 --dist loadfile
STRINGS := $(wildcard src/bagana/*/locale/en/LC_MESSAGES/django.po)
LOCK := --universal --python-version 3.12 --generate-hashes \
	--custom-compile-command "make lock" --quiet

.PHONY: demo setup setup-dev test lint messages lock

demo: setup
	@BAGANA_HOME="$(BAGANA_HOME)" .venv/bin/bagana demo $(DEMO_ARGS)

setup: .venv/.installed
setup-dev: .venv/.installed-dev

.venv/.installed: requirements.lock pyproject.toml tools/setup.sh $(STRINGS)
	@tools/setup.sh requirements.lock
	@touch $@

.venv/.installed-dev: requirements-dev.lock pyproject.toml tools/setup.sh $(STRINGS)
	@tools/setup.sh requirements-dev.lock
	@touch .venv/.installed $@

test: setup-dev
	.venv/bin/pytest $(TEST_ARGS)

lint: setup-dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m bagana.project.messages --check

messages: setup-dev
	.venv/bin/python -m bagana.project.messages

lock: setup
	uv=$$(command -v uv || echo .tools/bin/uv); \
	$$uv pip compile $(LOCK) --group build pyproject.toml -o requirements.lock && \
	cp requirements.lock requirements-dev.lock && \
	$$uv pip compile $(LOCK) --group build --group dev --all-extras pyproject.toml \
		-o requirements-dev.lock
