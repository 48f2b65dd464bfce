#!/bin/sh
# Written by dalel setup. Runs Dalel on this server's home, as its own user.
export DALEL_HOME={{ home }} LANG={{ locale }}
if [ "$(id -u)" = 0 ] && [ "${1:-}" != setup ]; then
    # Files are named from here, unless that user may not come here.
    runuser -u dalel -- test -x "$PWD" || cd {{ home }}
{% if a.key_file %}
    # As the units get it: a credential, here of one command alone.
    [ ! -r {{ a.key_file }} ] || DALEL_KEY_VALUE=$(cat {{ a.key_file }})
    export DALEL_KEY_VALUE
{% endif %}
    exec runuser -u dalel -- {{ a.program }} "$@"
fi
exec {{ a.program }} "$@"
