#!/bin/sh
# Runs a command beside a PostgreSQL server of its own on loopback, which is gone afterwards:
# sh tools/on_postgresql.sh pytest tests/newsroom/incidents. TEST_DATABASE_URL tells the tests where it is.
set -eu

for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    PATH="$PATH:$folder"
done
if ! command -v initdb >/dev/null || ! command -v pg_ctl >/dev/null; then
    echo "PostgreSQL is not installed (Debian: apt install postgresql), and these tests need it." >&2
    exit 1
fi

place=$(mktemp -d)
as_owner=
if [ "$(id -u)" = 0 ]; then
    # The server refuses to run as root; its package has made a user.
    chown postgres "$place"
    as_owner="runuser -u postgres --"
fi
stop() {
    $as_owner "$(command -v pg_ctl)" -D "$place/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$place"
}
trap stop EXIT
trap 'exit 1' INT TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(
    cd "$place"
    # Kazakh order of letters: nothing may lean on that of bytes.
    $as_owner "$(command -v initdb)" -D "$place/data" -U dalel --auth=trust -E UTF8 \
        --locale=C.UTF-8 --locale-provider=icu --icu-locale=kk-KZ >"$place/log" 2>&1
    $as_owner "$(command -v pg_ctl)" -D "$place/data" -l "$place/data/log" -w -o \
        "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$place -c fsync=off" \
        start >>"$place/log" 2>&1
) || {
    cat "$place/log" >&2
    exit 1
}

TEST_DATABASE_URL="postgres://dalel@127.0.0.1:$port/postgres" "$@"
