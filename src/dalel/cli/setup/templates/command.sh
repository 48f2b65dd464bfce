#!/bin/sh
# Written by dalel setup. Runs Dalel on this server's home, as its own user.
export DALEL_HOME={{ home }} LANG={{ locale }}
if [ "$(id -u)" = 0 ] && [ "${1:-}" != setup ]; then
    cd {{ home }}
    exec runuser -u dalel -- {{ a.program }} "$@"
fi
exec {{ a.program }} "$@"
