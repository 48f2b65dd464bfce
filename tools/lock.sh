#!/bin/sh
# Makes both lock files anew from pyproject.toml, newest versions that fit. Needs uv on the PATH or in
# .venv (pip install uv); names no index, so that the files install from wherever pip is pointed.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
unset PIP_FIND_LINKS UV_FIND_LINKS

lock() {
    output=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links "$@" --output-file "$output" pyproject.toml
}

# The product takes the releases that the tools can live with: what is tested is what is installed.
lock requirements-check.lock --group build --group check --group browser --group evidence
lock requirements.lock --group build --constraint requirements-check.lock
