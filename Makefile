# make            this menu
# make run        build everything, start the daemon, score an example through it, and serve until Ctrl-C
# make demo       the same, but stop after the table
# make test       all tests, those against a real daemon on a real TLS socket included
# make chaos      50 kills under load, failing and full disks, power cuts, flipped bits: what was promised holds
# make bench      the figures of the README, each beside its peer
# make evaluate   judge the recipe by cross-validation, where ../shared/data is; into .build-evaluation
# make sanitize   Wire and Messages tests under the address and the thread sanitizer
# make fuzz       a million hostile inputs for each decoder
# make lint       formatting of the code
# make format     mend the formatting
# make protos     regenerate Sources/C/CMessages from Protos
# make models     fetch the sentence encoder's weights and check them
# make clean      remove what was built

MAKEFLAGS += --no-print-directory
SHELL := /bin/bash
FLAGS := --explicit-target-dependency-import-check error
SOURCES := Package.swift Sources Plugins Tests
export SALESRL_MODELS ?= $(CURDIR)/Models

.PHONY: help run demo test chaos bench evaluate sanitize fuzz lint format protos models packages release debug clean

help:
	@sed -n 's/^# make/make/p' Makefile

run: release models
	@Deploy/run serve

demo: release models
	@Deploy/run demo

# Six at once: tests that compute must not keep those that wait from their turn.
test: debug models
	@swift test $(FLAGS) --parallel --experimental-maximum-parallelization-width 6

chaos: release models
	@Tests/Chaos/run

bench: release models
	@Benchmarks/run

evaluate: release models
	@Deploy/evaluate

sanitize: packages
	@Tests/sanitize

fuzz: packages
	@Tests/Fuzz/run

lint: packages
	@swift format lint --strict --parallel --recursive $(SOURCES)

format:
	@swift format --in-place --parallel --recursive $(SOURCES)

protos: packages
	@Protos/generate

models: packages
	@Models/fetch

packages:
	@Deploy/install-packages

release: packages
	@echo "==> building (release)"
	@swift build -c release $(FLAGS)

debug: packages
	@echo "==> building (debug, with tests)"
	@swift build --build-tests $(FLAGS)

clean:
	@rm -rf .build .build-*
