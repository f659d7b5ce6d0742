# `make demo` and `make test` need Python 3.11 to 3.13 and nothing else; both install into .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# A conda environment that is active and has nbgrader (environment.yml) is used as it is.
CONDA := $(if $(VIRTUAL_ENV),,$(if $(CONDA_PREFIX),$(wildcard $(CONDA_PREFIX)/bin/nbgrader)))
VENV := $(if $(CONDA),$(CONDA_PREFIX),$(CURDIR)/.venv)
INSTALLED := $(if $(CONDA),,$(VENV)/.installed)
# What `make release` releases: make release ASSIGNMENT=quiz1
ASSIGNMENT ?= module7
# uv comes from the lock itself, by its hash, and installs the rest of it in parallel.
UV = $(VENV)/bin/uv pip install --quiet --python $(VENV)/bin/python
PROXY := deploy/jupyterhub/node_modules/.package-lock.json
# nbgrader calls alembic and jupyter by name.
export PATH := $(VENV)/bin:$(PATH)
# The machine's own configuration of Jupyter, pytest and user packages stays out of it.
export PYTHONNOUSERSITE := 1
# Modules are compiled once, not by each process anew.
unexport PYTHONDONTWRITEBYTECODE

TARGETS := help install demo test hub lint format release lab lock clean
.PHONY: $(TARGETS)

# A mistyped name would do something else: `make release quiz1` releases module7 before it fails.
KNOWN := PYTHON ASSIGNMENT CONDA VENV INSTALLED UV PROXY PATH PYTHONNOUSERSITE SHELL MAKEFLAGS
NO_VARIABLE := $(filter-out $(KNOWN),$(foreach name,$(.VARIABLES),\
  $(if $(filter command,$(firstword $(origin $(name)))),$(name))))
NO_TARGET := $(filter-out $(TARGETS) $(INSTALLED) $(PROXY),$(MAKECMDGOALS))
ifneq (,$(strip $(NO_VARIABLE)))
  $(error There is no variable $(strip $(NO_VARIABLE)), and nothing was done. Those to set are \
    ASSIGNMENT, for make release, and PYTHON, for make install)
endif
ifneq (,$(NO_TARGET))
  $(error There is no target $(NO_TARGET), and nothing was done. There are $(TARGETS). \
    An assignment is named by make release ASSIGNMENT=quiz1)
endif

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

install: $(INSTALLED)  ## the environment, into .venv

$(INSTALLED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; name it with: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Installing into .venv; this takes some minutes the first time."
	$(PYTHON) -m venv --clear $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	$(UV) --require-hashes --compile-bytecode -r requirements.lock
	$(UV) --no-deps --no-build-isolation -e .
	@touch $@

demo: $(INSTALLED)  ## the main job on a sample class: release, grade, feedback, grades
	@python -m tools.demo

# The hub's proxy. npm comes with the environment, and checks each package against the lock.
$(PROXY): deploy/jupyterhub/package-lock.json $(INSTALLED)
	cd deploy/jupyterhub && npm ci --ignore-scripts --loglevel=error
	@touch $@

hub: $(INSTALLED) $(PROXY)  ## a JupyterHub with sample users on loopback, to try it out; needs root
	@python -m deploy.jupyterhub.tryout

# Three at a time, for two processors: many tests wait for what must come to its end.
test: $(INSTALLED) $(PROXY)  ## all tests
	python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# In notebooks, cells give old names new values, and functions carry notes of their own.
lint: $(INSTALLED)  ## ruff and mypy, notebooks included
	ruff check .
	ruff format --check .
	mypy .
	lint-imports
	deptry . --ignore DEP004
	deptry grading lms --ignore DEP002
	nbqa mypy source --allow-redefinition --disable-error-code=attr-defined

format: $(INSTALLED)  ## Python files in one style, notebooks without outputs, shared cells filled in
	ruff format .
	python -m tools.notebooks
	python -m tools.private_names_table
	python -m tools.settings_table

release: $(INSTALLED)  ## release/module7 from source/module7, or of another ASSIGNMENT=name
	@ls source/$(ASSIGNMENT)/*.ipynb >/dev/null || { echo "No notebooks in source/$(ASSIGNMENT)"; exit 1; }
	python -m tools.notebooks --check source/$(ASSIGNMENT)/*.ipynb
	nbgrader generate_assignment $(ASSIGNMENT) --create --force

lab: $(INSTALLED)  ## JupyterLab on the course, with nbgrader's extensions, formgrader and all answers
	jupyter lab --ServerApp.jpserver_extensions=grading.answers=True $(if $(filter 0,$(shell id -u)),--allow-root)

lock: $(INSTALLED)  ## requirements.lock from pyproject.toml, at today's versions
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --upgrade --quiet \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock

clean:  ## drop what can be made again; submissions and gradebook stay
	rm -rf .demo .build .places .mypy_cache .ruff_cache .pytest_cache .hypothesis
