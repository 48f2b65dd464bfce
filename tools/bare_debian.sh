#!/bin/sh
# Installs the wheel on a bare Debian as an administrator does, and runs it as a user does:
# sh tools/bare_debian.sh. Makes a Debian of its own in a folder that is gone afterwards; the
# machine's own mirror and pip settings are used. Needs root, debootstrap and python with hatchling.
#
# Root installs the wheel into /opt/dalel, which then becomes a read-only disk. A user who owns
# nothing there prepares a home, imports, publishes and watches the sample press, without a network.
set -eu
cd "$(dirname "$0")/.."
. tools/own_debian.sh

make_debian python3-venv,ca-certificates
mount --rbind /dev "$root/dev"
chroot "$root" useradd --create-home --shell /bin/sh editor

install_wheel
in_debian sh -eu -c '
    ln -s /opt/dalel/bin/dalel /usr/local/bin/dalel
    find /opt/dalel | sort > /srv/before
'
mount --bind "$root/opt/dalel" "$root/opt/dalel"
mount -o remount,bind,ro "$root/opt/dalel"

homes=/home
as_user() {
    echo "\$ $*"
    unshare --net sh -c '
        ip link set lo up 2>/dev/null || true
        exec chroot "$@"' - "$root" setpriv --reuid editor --regid editor --init-groups \
        env -i HOME="$homes/editor" LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin \
        sh -c 'cd; exec "$@"' - "$@"
}

echo "== A user runs it, from a read-only disk, without a network"
as_user dalel --version
as_user dalel up --once --sample
as_user dalel up --once
bulletin=$(cd "$root" && ls opt/dalel/lib/python3*/site-packages/dalel/packs/kz/bulletins/2026-01/kk.txt)
as_user dalel lint "/$bulletin" | tail -3
as_user dalel import "/$bulletin"
as_user dalel publish
as_user dalel sources list
as_user dalel doctor || echo "(what doctor finds wrong on a new machine stands above)"

echo "== What lies where"
chroot "$root" sh -eu -c '
    find /opt/dalel | sort | diff /srv/before - && echo "Nothing was written into /opt/dalel."
    cd ~editor/.local/share/dalel
    stat -c "%A %n" . dalel.sqlite3 secret-key logs/dalel.log site site/index.html
'
