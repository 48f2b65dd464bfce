#!/bin/bash
# Goes through an evening of docs/deploy.md as root of a Debian that systemd has booted: run by
# tools/bare_server.sh, in it. Its arguments: docs/deploy.md, and a file for the exit code.
set -euo pipefail
manual=$1
trap 'echo $? > "$2"; systemctl poweroff' EXIT
shopt -s inherit_errexit
cd

# The commands of the manual that stand under a name.
said() {
    awk -v name="<!-- rehearsed: $1 -->" '$0 == name { on = 1; next } on && /^```/ { if (inside) exit; inside = 1; next } inside' "$manual"
}
rehearse() {
    echo "== $1"
    said "$1" > /run/said.sh
    cat /run/said.sh
    [ -s /run/said.sh ]
    bash -eu /run/said.sh
}
eventually() {
    for _ in $(seq 300); do
        if "$@" 2>/dev/null; then return; fi
        sleep 1
    done
    echo "never: $*"
    journalctl --no-pager -n 60
    exit 1
}
pid() { systemctl show --value -p MainPID "$1"; }
is_new() { [ "$(pid "$1")" != "$2" ] && [ "$(pid "$1")" != 0 ] && systemctl -q is-active "$1"; }
is_well() { [ "$(curl -s http://127.0.0.1:8000/health/)" = ok ]; }

echo "== Setup"
answers=(--desk desk.example.org --site example.org --contact desk@example.org)
/opt/dalel/bin/dalel setup --yes "${answers[@]}" | tee /run/next
/opt/dalel/bin/dalel setup --yes | grep -x "Nothing has changed."
units=$(ls /etc/systemd/system/dalel-*.service)
# shellcheck disable=SC2086 # each is a word
systemd-analyze verify $units /etc/systemd/system/dalel-backup.timer
# shellcheck disable=SC2086
systemd-analyze security --offline=true --no-pager --threshold=25 $units > /dev/null
for unit in $units; do
    systemd-analyze security --offline=true --no-pager "$unit" | tail -n 1
done
grep -E '^  systemd-sysusers|^  systemctl daemon-reload|^  systemctl enable dalel-desk' /run/next > /run/steps.sh
[ "$(wc -l < /run/steps.sh)" = 3 ]
bash -eux /run/steps.sh
eventually is_well
echo "Desk and worker are well, hardened as their units say."
rehearse accounts
# What the units keep from them.
for unit in dalel-desk dalel-worker; do
    grep -E '^(NoNewPrivs|Seccomp|CapBnd)' "/proc/$(pid $unit)/status"
done

for unit in dalel-desk dalel-worker; do
    for signal in KILL STOP; do
        if [ $signal = STOP ]; then
            echo "== $unit hangs"
            mkdir -p "/run/systemd/system/$unit.service.d"
            printf '[Service]\nWatchdogSec=20s\n' > "/run/systemd/system/$unit.service.d/soon.conf"
            systemctl daemon-reload
            systemctl restart $unit
            eventually is_well
        else
            echo "== $unit is killed"
        fi
        before=$(pid $unit)
        kill -$signal "$before"
        eventually is_new $unit "$before"
        eventually is_well
        echo "$before became $(pid $unit)"
    done
    rm -r "/run/systemd/system/$unit.service.d"
    systemctl daemon-reload
done
echo "== A desk of which the part hangs that answers"
systemctl restart dalel-desk
eventually is_well
before=$(pid dalel-desk)
mkdir -p /run/systemd/system/dalel-desk.service.d
printf '[Service]\nWatchdogSec=20s\n' > /run/systemd/system/dalel-desk.service.d/soon.conf
systemctl daemon-reload
systemctl restart dalel-desk
eventually is_well
before=$(pid dalel-desk)
# shellcheck disable=SC2046 # each child is a word
kill -STOP $(cat "/proc/$before/task/$before/children")
eventually is_new dalel-desk "$before"
eventually is_well
echo "$before became $(pid dalel-desk)"

echo "== A backup, and back"
key=$(/opt/dalel/bin/dalel backup-key backup.key | sed 's/.*\(age1[a-z0-9]*\).*/\1/')
/opt/dalel/bin/dalel setup --yes --backup-key "$key" > /dev/null
systemctl daemon-reload
systemctl enable --now dalel-backup.timer
rehearse backup
rehearse restore < backup.key
rehearse "after the restore"
rehearse doctor
python3 -c 'import json; [print(one["problem"]) for one in json.load(open("/run/doctor.json")) if one["problem"]]'
stat -c '%A %U %n' /var/lib/dalel /var/lib/dalel/dalel.toml /var/lib/dalel/dalel.sqlite3 /var/lib/dalel/secret-key
echo "All of it was rehearsed."
