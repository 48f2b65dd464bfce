#!/bin/sh
# Puts the wheel on a bare Debian as docs/deploy.md says, under a systemd that boots there, and has
# desk and worker killed and hung, a backup made and brought back: sh tools/bare_server.sh. Then the
# RUN lines of the Dockerfile are run in such a Debian. Needs root, debootstrap, systemd-container
# and python with hatchling; some ten minutes. The Debian is gone afterwards.
set -eu
cd "$(dirname "$0")/.."
. tools/own_debian.sh

make_debian python3-venv,ca-certificates,systemd,systemd-sysv,dbus,curl,procps
cp tools/rehearse_server.sh docs/deploy.md "$root/srv/"
install_wheel
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
WorkingDirectory=/root
Environment=LANG=C.UTF-8 HOME=/root
UNIT
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -s ../rehearsal.service "$root/etc/systemd/system/multi-user.target.wants/"

echo "== systemd boots there, without a network"
systemd-nspawn -q -D "$root" -b --keep-unit --register=no --private-network >"$place/boot" 2>&1 || true
cat "$root/srv/log" || cat "$place/boot"
[ "$(cat "$root/srv/result")" = 0 ]

echo "== The RUN lines of the Dockerfile"
rm -rf --one-file-system "$root/opt/dalel" "$root/var/lib/dalel"
mkdir "$root/src"
git ls-files -z | xargs -0 cp --parents -t "$root/src"
mount -t proc proc "$root/proc"
in_debian userdel dalel
rm -f "$root/usr/local/bin/dalel"
sed -n 's/^RUN //p' Dockerfile | while IFS= read -r line; do
    case $line in
        # This Debian has them, and no package lists.
        apt-get*) continue ;;
    esac
    echo "\$ $line"
    in_debian env PIP_DISABLE_PIP_VERSION_CHECK=1 sh -eu -c "$line"
done
in_debian setpriv --reuid dalel --regid dalel --init-groups env -i DALEL_HOME=/var/lib/dalel \
    LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin dalel --version
umount "$root/proc"
echo "The server and the image were rehearsed."
