#!/bin/sh
# Gathers everything that a machine without a network installs Dalel from:
# sh tools/offline_wheels.sh FOLDER, or FOLDER requirements-check.lock for the extras and tools too.
# Run it on a machine with a network and of the same kind: system, processor, Python (PYTHON names it).
# What the lock has only as source is built into a wheel here. FOLDER/requirements.txt names each
# wheel with its digest; FOLDER/install makes an environment
# from them, refuses any other digest and asks no network.
set -eu
[ $# -eq 1 ] || [ $# -eq 2 ] || { echo "usage: sh tools/offline_wheels.sh FOLDER [LOCK]" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
lock=${2:-requirements.lock}
cd "$(dirname "$0")/.."
. tools/environment.sh
if [ -n "$(ls -A "$folder")" ]; then
    echo "$folder is not empty: wheels of another lock must not lie among these." >&2
    exit 1
fi
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
"$(find_python)" -m venv "$room/venv"
python="$room/venv/bin/python"

# Each archive is held against the lock's digests before it is kept or built.
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --require-hashes \
    --wheel-dir "$folder" --requirement "$lock"
# Dalel itself is built with what was just gathered, and nothing else.
"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --no-index \
    --find-links "$folder" --wheel-dir "$folder" .

"$python" - "$folder" <<'LIST'
import hashlib, pathlib, sys

folder = pathlib.Path(sys.argv[1])
with (folder / "requirements.txt").open("w") as requirements:
    for wheel in sorted(folder.glob("*.whl")):
        name, version = wheel.name.split("-")[:2]
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        print(f"{name}=={version} --hash=sha256:{digest}", file=requirements)
LIST
cat > "$folder/install" <<'INSTALL'
#!/bin/sh
# Makes an environment with Dalel from the wheels beside this file: sh install /opt/dalel
set -eu
[ $# -eq 1 ] || { echo "usage: sh install ENVIRONMENT" >&2; exit 2; }
wheels=$(cd "$(dirname "$0")" && pwd)
"${PYTHON:-python3}" -m venv "$1"
"$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
    --find-links "$wheels" --require-hashes --requirement "$wheels/requirements.txt"
echo "Installed: $1/bin/dalel"
INSTALL
echo "$(ls "$folder" | grep -c '\.whl$') wheels in $folder; on the machine without a network: sh install ENVIRONMENT"
