# 整改通: one command each. `make run` tries it, `make test` proves it.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
COUNT ?= 10000
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: run test bench storm shots clean help

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

run: .venv/.installed ## Start everything (Ctrl-C stops it)
	@exec $(BIN)/python -m flask --app wsgi serve

test: .venv/.installed-dev ## Lint, types, tests
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

bench: .venv/.installed-dev ## Measure: the callback beside its rivals, size of the ledger, start, a simulated year
	@$(BIN)/python benchmarks/callback.py
	@echo && $(BIN)/python benchmarks/parts.py
	@echo && $(BIN)/python benchmarks/scale.py
	@echo && $(BIN)/python benchmarks/start.py
	@echo && $(BIN)/python benchmarks/language.py
	@echo && $(BIN)/python benchmarks/policy.py

storm: .venv/.installed-dev ## Measure: COUNT notices under faults, kills and used-up quotas
	@$(BIN)/python benchmarks/outbox.py --count $(COUNT)

shots: .venv/.installed-dev ## Take the pictures of the manual (needs Chromium)
	@$(BIN)/python scripts/shots.py

clean: ## Remove what was installed and cached; data/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './data/*' -prune -exec rm -rf {} +

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "缺少 $(PYTHON)。请运行：apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更新。可以写：make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "缺少 python3-venv。请运行：apt-get install python3-venv" >&2; exit 1; }
	@echo "正在准备 .venv ……"
	@rm -rf .venv && $(PYTHON) -m venv .venv

.venv/.installed: requirements.txt | .venv/bin/python
	@echo "正在安装依赖（第一次约一两分钟）……"
	@$(PIP) -r requirements.txt || { \
	  echo "依赖没有装上，原因见上面几行。请检查网络或 pip 镜像后再试。" >&2; exit 1; }
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "正在安装测试工具……"
	@$(PIP) -r requirements-dev.txt || { \
	  echo "测试工具没有装上，原因见上面几行。请检查网络或 pip 镜像后再试。" >&2; exit 1; }
	@touch $@
