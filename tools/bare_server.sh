#!/bin/sh
# Puts the wheel on a bare Debian as docs/deploy.md says, under a systemd that boots there, and has
# desk and worker killed and hung, a backup made and brought back: sh tools/bare_server.sh. Then the
# RUN lines of the Dockerfile are run in such a Debian. Needs root, debootstrap, systemd-container
# and python with hatchling; some ten minutes. The Debian is gone afterwards.
set -eu
cd "$(dirname "$0")/.."

if [ "$(id -u)" != 0 ]; then
    echo "Only root can make a Debian of its own: run this as root." >&2
    exit 1
fi
# What is mounted below is mounted for this script only, and goes with it.
if [ "${BARE_SERVER_MOUNTS:-}" != own ]; then
    BARE_SERVER_MOUNTS=own exec unshare --mount --propagation private sh "$0" "$@"
fi

release=${1:-trixie}
place=$(mktemp -d)
root=$place/debian
trap 'umount -R "$root"/proc 2>/dev/null || true; rm -rf --one-file-system "$place"' EXIT
trap 'exit 1' INT TERM

as_root() {
    env -u PIP_FIND_LINKS -u PYTHONPATH chroot "$root" "$@"
}

echo "== The wheel"
python -m hatchling build -t wheel -d "$place/dist"

echo "== Debian $release"
mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -1)
# shellcheck disable=SC2086 # without a mirror debootstrap takes its own
debootstrap --variant=minbase \
    --include=python3-venv,ca-certificates,systemd,systemd-sysv,dbus,curl,procps \
    "$release" "$root" $mirror >"$place/log" 2>&1 || { tail "$place/log" >&2; exit 1; }
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
[ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
cp "$place"/dist/*.whl tools/rehearse_server.sh docs/deploy.md "$root/srv/"
mount -t proc proc "$root/proc"

echo "== Root installs it"
as_root sh -eu -c '
    python3 -m venv /opt/dalel
    /opt/dalel/bin/python -m pip install --quiet --disable-pip-version-check /srv/dalel-*.whl'
umount "$root/proc"
cat > "$root/etc/systemd/system/rehearsal.service" <<'UNIT'
[Unit]
After=multi-user.target
[Service]
Type=exec
ExecStart=/bin/bash /srv/rehearse_server.sh /srv/deploy.md /srv/result
StandardOutput=append:/srv/log
StandardError=append:/srv/log
Environment=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WorkingDirectory=~
Environment=LANG=C.UTF-8
UNIT
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -s ../rehearsal.service "$root/etc/systemd/system/multi-user.target.wants/"

echo "== systemd boots there, without a network"
mount --bind "$root" "$root"
systemd-nspawn -q -D "$root" -b --keep-unit --register=no --private-network >"$place/boot" 2>&1 || true
cat "$root/srv/log" || cat "$place/boot"
[ "$(cat "$root/srv/result")" = 0 ]

echo "== The RUN lines of the Dockerfile"
rm -rf --one-file-system "$root/opt/dalel" "$root/var/lib/dalel"
mkdir "$root/src"
git ls-files -z | xargs -0 cp --parents -t "$root/src"
mount -t proc proc "$root/proc"
as_root userdel dalel
rm -f "$root/usr/local/bin/dalel"
sed -n 's/^RUN //p' Dockerfile | while IFS= read -r line; do
    case $line in
        # This Debian has them, and no package lists.
        apt-get*) continue ;;
    esac
    echo "\$ $line"
    as_root env PIP_DISABLE_PIP_VERSION_CHECK=1 sh -eu -c "$line"
done
as_root setpriv --reuid dalel --regid dalel --init-groups env -i DALEL_HOME=/var/lib/dalel \
    LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin dalel --version
umount "$root/proc"
echo "The server and the image were rehearsed."
