#!/usr/bin/env bash
# tools/setup.sh LOCK: make .venv hold what LOCK pins, by hash, and this checkout in editable form.
# Needs a Python >= 3.11 and a package index; uses uv where there is one, else fetches the locked uv, else pip alone.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1
venv=.venv
at_least_311='import sys; sys.exit(sys.version_info < (3, 11))'
can_make_a_venv='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.11 python3 python3.13 python3.12 python}; do
        if "$candidate" -c "$can_make_a_venv" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "kpi needs Python 3.11 or later with venv and pip (Debian: python3-venv); none found among:" \
        "${PYTHON:-python3.11 python3 python3.13 python3.12 python}. Name one with: make PYTHON=/path/to/python" >&2
    return 1
}

# uv does not read pip's settings; a mirror set for pip shall serve it too.
follow_pips_index() {
    local index
    index=${PIP_INDEX_URL:-$("$venv/bin/python" -m pip config get global.index-url 2>/dev/null || true)}
    if [ -n "$index" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then
        export UV_DEFAULT_INDEX=$index
    fi
}

fetch_uv() {
    local pin=$venv/uv.txt
    awk '/^[^ #]/ { keep = /^uv==/ } keep' requirements.lock >"$pin"
    "$venv/bin/python" -m pip install --quiet --require-hashes -r "$pin"
}

if ! "$venv/bin/python" -c "$at_least_311" 2>/dev/null; then
    python=$(find_python)
    echo "setting up $venv from $lock" >&2
    "$python" -m venv --clear "$venv"
fi

if [ ! -x "$venv/bin/uv" ] && ! command -v uv >/dev/null; then
    fetch_uv || echo "uv could not be fetched; going on with pip, which takes longer" >&2
fi
uv=$venv/bin/uv
[ -x "$uv" ] || uv=$(command -v uv || true)

install() {
    if [ -n "$uv" ]; then
        "$uv" pip install --quiet --python "$venv/bin/python" "$@"
    else
        "$venv/bin/python" -m pip install --quiet "$@"
    fi
}

follow_pips_index
# Compiled now, as pip does: importing Great Expectations from source takes seconds longer, every time where Python
# may not write bytecode.
compile=()
[ -z "$uv" ] || compile=(--compile-bytecode)
if ! install ${compile[@]+"${compile[@]}"} --require-hashes -r "$lock"; then
    [ -n "$uv" ] || exit 1
    echo "uv could not install $lock; trying pip" >&2
    uv=""
    install --require-hashes -r "$lock"
fi
# The build backend comes from the lock: nothing is resolved or fetched here.
install --no-build-isolation --no-deps --no-index --editable .
