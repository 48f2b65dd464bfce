# Read by scripts that need a Debian of their own, after they went into the folder of the project:
# . tools/own_debian.sh. It needs root, debootstrap and python with hatchling. The Debian lies in
# $root and is gone when the script ends; so are the mounts, which no other process sees.

if [ "$(id -u)" != 0 ]; then
    echo "Only root can make a Debian of its own: run this as root." >&2
    exit 1
fi
# What is mounted below is mounted for this script only, and goes with it.
if [ "${OWN_DEBIAN_MOUNTS:-}" != own ]; then
    OWN_DEBIAN_MOUNTS=own exec unshare --mount --propagation private sh "tools/$(basename "$0")" "$@"
fi

release=${1:-trixie}
place=$(mktemp -d)
root=$place/debian
# The mounts in it come first: nothing outside may be deleted.
trap 'umount -R "$root" 2>/dev/null || true; rm -rf --one-file-system "$place"' EXIT
trap 'exit 1' INT TERM

# In that Debian, without what the environment says of pip and Python here.
in_debian() {
    env -u PIP_FIND_LINKS -u PYTHONPATH chroot "$root" "$@"
}

# Builds the wheel and the Debian, with the packages that are named, and puts the wheel into /srv.
# The machine's own mirror and pip settings are used.
make_debian() {
    echo "== The wheel"
    python -m hatchling build -t wheel -d "$place/dist"

    echo "== Debian $release"
    mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -1)
    # shellcheck disable=SC2086 # without a mirror debootstrap takes its own
    debootstrap --variant=minbase --include="$1" "$release" "$root" $mirror >"$place/log" 2>&1 \
        || { tail "$place/log" >&2; exit 1; }
    mount --bind "$root" "$root"
    mount -t proc proc "$root/proc"
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    [ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    cp "$place"/dist/*.whl "$root/srv/"
}

# Installs the wheel there as docs/deploy.md says.
install_wheel() {
    echo "== Root installs it"
    in_debian sh -eu -c '
        python3 -m venv /opt/dalel
        /opt/dalel/bin/python -m pip install --quiet --disable-pip-version-check /srv/dalel-*.whl'
}
