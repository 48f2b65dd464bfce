# Makes .venv with the packages of one lock file, and only when something changed.
# Sourced by ./run and ./check from the project's root: `environment requirements.lock`.

# The first Python that is new enough, one that can make environments before one that cannot.
find_python() {
    enough='import sys; sys.exit(not (3, 11) <= sys.version_info[:2])'
    found=
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c "$enough" 2>/dev/null; then
            found=${found:-$candidate}
            if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
                found=$candidate
                break
            fi
        fi
    done
    if [ -z "$found" ]; then
        echo "Dalel needs Python 3.11 or newer; none was found. Install it and run this again." >&2
        exit 1
    fi
    echo "$found"
}

environment() {
    lock=$1
    if [ ! -x .venv/bin/python ]; then
        python=$(find_python)
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            echo "Python's venv module is missing: install the package python$version-venv (Debian, Ubuntu: apt install python$version-venv) and run this again." >&2
            exit 1
        fi
        echo "Making the environment in .venv ..."
        "$python" -m venv .venv
    fi
    stamp=$(cat "$lock" pyproject.toml | .venv/bin/python -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
    if [ "$(cat ".venv/$lock.stamp" 2>/dev/null)" != "$stamp" ]; then
        echo "Preparing: the packages of $lock are installed into .venv; this takes some minutes, and is done once ..."
        # The lock names every package: nothing is left to resolve. An older pip that resolves all the
        # same takes the newest release of what is required with an extra, and refuses it for its hash.
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
        echo "$stamp" > ".venv/$lock.stamp"
    fi
    .venv/bin/python -m dalel.cli.catalogue compile
}
