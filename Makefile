# The commands of the project. `make` alone lists them; each makes ready what it needs (build/setup).

SHELL := /bin/sh
PYTHON := .venv/bin/python
export PYTHONUTF8 := 1
export PYTHONDONTWRITEBYTECODE :=

ifeq ($(wildcard build/setup),)
$(error run make in the folder of the project: make -C FOLDER)
endif

.PHONY: help setup demo run test coverage check e2e bench soak freeze strings lock

help:  ## list these commands
	@echo 'Sportello, an offline-first desktop client for helpdesks. Commands:'
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup:  ## make this machine ready: system libraries, .venv, translations (the others call it)
	@sh build/setup

demo: setup  ## try Sportello out at an embedded helpdesk; PORTAL=hosting (it-services, otrs, helpdesk-el …) chooses which
	@$(PYTHON) build/demo

run: setup  ## start Sportello; ARGS="--profile FOLDER" keeps its data apart
	@$(PYTHON) -m desktop $(ARGS)

test: setup  ## all tests that need no network and no foreign server (ARGS goes to pytest)
	@$(PYTHON) -m pytest $(ARGS)

coverage: setup  ## all tests once more, with a report of what they reach
	@$(PYTHON) -m pytest --cov --cov-report=term $(ARGS)

check: setup  ## style, types, import contracts, strings, lock and licences
	@sh build/check

e2e: setup  ## connectors against real servers; the tests name the addresses they read from the environment
	@$(PYTHON) -m pytest -m e2e -n 0 $(ARGS)

bench: setup  ## measure start, list and sync as ratios to a reference of the same run (minutes)
	@$(PYTHON) build/bench $(ARGS)

soak: setup  ## SEEDS=100000 simulated worlds and KILLS=0 killed processes, for as long as it takes
	@$(PYTHON) build/soak $(if $(SEEDS),--seeds $(SEEDS)) $(if $(KILLS),--kills $(KILLS)) $(ARGS)

freeze: setup  ## the program as a folder that needs no Python: out/freeze/dist/sportello
	@sh build/freeze

strings: setup  ## collect the texts of the source into resources/translations/*.ts
	@sh build/strings update
	@sh build/strings release

lock: setup  ## resolve the dependencies of pyproject.toml anew into requirements.lock
	@sh build/lock
