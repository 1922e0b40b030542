# What people and machines do with a checkout; `make help` lists it.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run install test test-long lint types imports format translations lock mcp-install opensearch-install meaning-install bench-install clean system

BIN := .venv/bin
INSTALLED := .venv/installed
INSTALLED_DEV := .venv/installed-dev
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

# jieba is published as source only: the pinned setuptools of the first lock builds it, so nothing unpinned is fetched.
BUILD_LOCK := deploy/requirements-build.lock
RUN_LOCK := deploy/requirements.lock
DEV_LOCK := deploy/requirements-dev.lock
MCP_LOCK := deploy/requirements-mcp.lock
OPENSEARCH_LOCK := deploy/requirements-opensearch.lock
MEANING_LOCK := deploy/requirements-meaning.lock
BENCH_LOCK := deploy/requirements-bench.lock
PIP := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes
PIP_LOCKED := $(PIP) --no-build-isolation --use-pep517
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

# A shell function that fails where this user may install nothing.
APT_INSTALL = apt_install() { \
	command -v apt-get >/dev/null || return 1; \
	if [ "$$(id -u)" = 0 ]; then as=env; elif sudo -n true 2>/dev/null; then as='sudo -n'; else return 1; fi; \
	$$as apt-get update -qq && \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$@"; } >/dev/null

# Prints the Debian packages that the browser tests need and this machine lacks.
MISSING = { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null \
	|| echo chromium; fc-list :lang=zh 2>/dev/null | grep -q . \
	|| dpkg --status fonts-noto-cjk >/dev/null 2>&1 || echo fonts-noto-cjk
# The programs that start OpenSearch for its tests; without them these skip.
CLUSTER = command -v java >/dev/null || echo openjdk-17-jdk-headless; command -v mvn >/dev/null || echo maven
WITHOUT_BROWSER = $(if $(shell $(MISSING)), and not browser)
# Tests of a path behind nginx skip where it is missing.
PROXY = PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || echo nginx

# A process for each core, and each file of tests in one of them; TEST_PROCESSES=0 runs them one after the other.
TEST_PROCESSES ?= auto
PARALLEL := --numprocesses $(TEST_PROCESSES) --maxprocesses 4 --dist loadscope

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install ## Install, build the sample archive if there is no index, and serve it
	@[ -e "$${ARCHIVE_INDEX:-index}/CURRENT" ] || $(BIN)/python manage.py reindex samples
	@exec $(BIN)/python manage.py serve

install: $(INSTALLED) ## Put the pinned packages that the archive runs on into .venv

test: system lint types imports ## Run every check, and every test that does not take minutes
	@$(BIN)/pytest -m "not long$(WITHOUT_BROWSER)" $(PARALLEL)

test-long: system $(INSTALLED_DEV) ## Run the tests that take minutes
	@$(BIN)/pytest --timeout 7200 -m "long$(WITHOUT_BROWSER)"

lint: $(INSTALLED_DEV) ## Check style and format
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(INSTALLED_DEV) ## Check types
	@$(BIN)/mypy

imports: $(INSTALLED_DEV) ## Check who imports whom
	@$(BIN)/lint-imports --no-logo

format: $(INSTALLED_DEV) ## Correct what ruff can correct and rewrite the code in the one format
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

translations: $(INSTALLED) ## Bring the catalogues of words in step with the English, and compile them
	@$(BIN)/python -m archive.web.messages.translating

lock: $(INSTALLED_DEV) ## Pin again after setup.cfg changed (UPGRADE=--upgrade: take the newest)
	@$(COMPILE) setup.cfg --output-file $(RUN_LOCK) >/dev/null
	@$(COMPILE) setup.cfg --extra dev --constraint $(RUN_LOCK) --output-file $(DEV_LOCK) >/dev/null
	@$(COMPILE) setup.cfg --extra mcp --constraint $(DEV_LOCK) --output-file $(MCP_LOCK) >/dev/null
	@$(COMPILE) setup.cfg --extra opensearch --constraint $(DEV_LOCK) --output-file $(OPENSEARCH_LOCK) >/dev/null
	@$(COMPILE) setup.cfg --extra meaning --constraint $(DEV_LOCK) --output-file $(MEANING_LOCK) >/dev/null
	@$(COMPILE) setup.cfg --extra bench --constraint $(DEV_LOCK) --output-file $(BENCH_LOCK) >/dev/null
	@echo setuptools | $(COMPILE) - --no-annotate --output-file $(BUILD_LOCK) >/dev/null
	@rm -rf *.egg-info

mcp-install: $(INSTALLED) ## Install what `manage.py mcp` needs
	@$(PIP_LOCKED) --requirement $(MCP_LOCK)

opensearch-install: $(INSTALLED) ## Install what ARCHIVE_ENGINE=opensearch needs
	@$(PIP_LOCKED) --requirement $(OPENSEARCH_LOCK)

meaning-install: $(INSTALLED) ## Install what ARCHIVE_MEANING=on needs
	@$(PIP_LOCKED) --requirement $(MEANING_LOCK)

bench-install: $(INSTALLED_DEV) ## Install the engines that benchmarks/peers.py sets beside this one
	@$(PIP_LOCKED) --requirement $(BENCH_LOCK)

clean: ## Remove .venv and every cache; the index stays
	@rm -rf .venv .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info
	@find archive benchmarks tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): $(BUILD_LOCK) $(RUN_LOCK) $(BIN)/python
	@echo "Installing packages into .venv ..."
	@$(PIP) --requirement $(BUILD_LOCK)
	@$(PIP_LOCKED) --requirement $(RUN_LOCK)
	@touch $@

$(INSTALLED_DEV): $(BUILD_LOCK) $(DEV_LOCK) $(BIN)/python
	@echo "Installing packages and tools into .venv ..."
	@$(PIP) --requirement $(BUILD_LOCK)
	@$(PIP_LOCKED) --requirement $(DEV_LOCK)
	@touch $(INSTALLED) $@

$(BIN)/python:
	@python="$(PYTHON)"; $(APT_INSTALL); \
	if ! "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "Python 3.11 or later is needed: install python3, or name one as in PYTHON=/path/to/python3.12." >&2; \
		exit 1; \
	fi; \
	package=$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	if ! "$$python" -c 'import ensurepip' 2>/dev/null && ! apt_install "$$package"; then \
		echo "$$python cannot make a virtual environment: install the Debian package $$package." >&2; \
		exit 1; \
	fi; \
	"$$python" -m venv --clear .venv

system:
	@missing=$$($(MISSING); $(PROXY); $(CLUSTER)); $(APT_INSTALL); \
	if [ -n "$$missing" ] && ! apt_install $$missing; then \
		echo "Missing, and not to be installed here:" $$missing "- tests that need them cannot run." >&2; \
		[ "$$CI" != true ]; \
	fi
