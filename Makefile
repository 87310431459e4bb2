# make run      everything that is needed, then the server in the foreground
# make help     all targets

SHELL := /bin/bash
PY := .venv/bin/python
ARGS ?=

# What the tests marked `models` use.
TEST_MODELS := whisper-base whisper-tiny.en vosk-small-ko qwen2.5-coder-1.5b-instruct-q4_k_m piper-en_US-joe-medium

# Tests see no settings but these; an intervue.toml of the developer's does not count either.
KEPT := INTERVUE_MODELS_DIR INTERVUE_REQUIRE_BROWSER INTERVUE_SCREENSHOTS
TEST_ENV := env $(foreach name,$(filter-out $(KEPT),$(filter INTERVUE_%,$(.VARIABLES))),-u $(name)) INTERVUE_CONFIG=/dev/null

# What an unpacked bundle lacks is not looked for on the network.
OFFLINE := $(if $(wildcard bundle.json),--offline)

.PHONY: help setup models bundle run test test-fast bench bench-turn bench-conduct bench-resume check format docs lock

help:
	@echo "make setup      a virtual environment in .venv with the locked dependencies"
	@echo "make models     fetch the models (ARGS='--profile large', ARGS=--upgrade, ...)"
	@echo "make bundle     one archive for machines without internet (after make models)"
	@echo "make run        setup, models, then the server"
	@echo "make test       all tests, with real models"
	@echo "make test-fast  the quick tests: no models, no browser, no whole servers"
	@echo "make bench      measure everything, into docs/PERFORMANCE.md (ARGS='--only a,c', ARGS=--help)"
	@echo "make bench-turn how long the turns of an interview take here (ARGS='--turns 9')"
	@echo "make bench-conduct how the interviewer behaves: transcripts, odd answers, injections"
	@echo "make bench-resume what the resume parser reads right, into docs/RESUME.md (ARGS='--field skills', ARGS=--help)"
	@echo "make check      linter, formatter, type checker"
	@echo "make format     let the formatter write"
	@echo "make docs       write docs/CONFIGURATION.md and the tables of docs/SECURITY.md"
	@echo "make lock       renew requirements.lock (needs uv)"

setup:
	@bash scripts/setup.sh

models: setup
	@$(PY) -m intervue models fetch $(ARGS)

bundle: setup
	@$(PY) -m intervue models bundle $(ARGS)

run: setup
	@$(PY) -m intervue models fetch $(OFFLINE) || { status=$$?; [ $$status != 2 ] || exit 2; \
	  echo "warning: not all models are here; the server starts and says what is missing." >&2; }
	@exec $(PY) -m intervue serve $(ARGS)

test: setup
	@$(TEST_ENV) $(PY) -m intervue models fetch $(TEST_MODELS)
	$(TEST_ENV) $(PY) -m pytest $(ARGS)

test-fast: setup
	$(TEST_ENV) $(PY) -m pytest -n auto --maxprocesses 8 -m "not models and not browser and not slow" $(ARGS)

bench: setup
	@$(PY) -m scripts.bench $(ARGS)

bench-turn: setup
	@$(PY) -m scripts.bench --only a --alone --lengths 8 --no-document $(ARGS)

bench-conduct: setup
	@$(PY) -m scripts.bench_conduct $(ARGS)

bench-resume: setup
	@$(PY) -m scripts.bench_resume --all $(ARGS)

check: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: setup
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

docs: setup
	@$(PY) -m intervue.settings_doc docs/CONFIGURATION.md
	@$(PY) -m intervue.auth.security_doc docs/SECURITY.md
	@$(PY) -m scripts.openapi_maker intervue/routes/openapi.json

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	uv pip compile pyproject.toml requirements.in --extra dev --universal --python-version 3.11 \
	  --generate-hashes --allow-unsafe --upgrade --no-header --quiet -o requirements.lock
	uv pip compile requirements-build.in -c requirements.lock --universal --python-version 3.11 \
	  --generate-hashes --allow-unsafe --upgrade --no-header --quiet -o requirements-build.lock
