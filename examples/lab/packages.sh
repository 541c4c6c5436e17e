# The Debian packages behind the lab: which are missing, and how they come. Sourced by the launcher.
# shellcheck shell=bash

# The kernel and its tools; the JDK's SCTP needs libsctp1.
lab_packages="user-mode-linux kmod iproute2 iputils-ping libsctp1 lksctp-tools"
# The peers and witnesses of the tests: strongSwan, tshark, tcpdump.
lab_packages+=" strongswan-charon strongswan-swanctl libcharon-extra-plugins libstrongswan-standard-plugins"
lab_packages+=" libstrongswan-extra-plugins tshark tcpdump"

# libreswan conflicts with strongSwan as a package: what it needs is installed, itself it is unpacked beside.
lab_packages+=" libnss3-tools libaudit1 libcap-ng0 libcurl3-nss libevent-core-2.1-7 libevent-pthreads-2.1-7"
lab_packages+=" libldap-2.5-0 libldns3 libnspr4 libnss3 libpam0g libselinux1 libsystemd0 libunbound8"
libreswan=/var/lib/sctp-shim-lab/libreswan

missing_packages() {
    local package
    for package in $lab_packages; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || printf '%s ' "$package"
    done
}

unpack_libreswan() {
    local folder
    folder=$(mktemp -d) && mkdir -p "${libreswan%/*}" && (
        cd "$folder" && apt-get download -q -o APT::Sandbox::User=root libreswan && dpkg -x libreswan_*.deb unpacked \
            && rm -rf "$libreswan" && mv unpacked "$libreswan"
    ) && rm -rf "$folder"
}

nothing_missing() {
    [ -z "$(missing_packages)" ] && [ -x $libreswan/usr/libexec/ipsec/pluto ]
}

# As root installs what is missing, once for all labs that start together; else says what to type.
require_packages() {
    ! nothing_missing || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "lab: Debian packages are missing. As root, run:" >&2
        echo "     apt-get update && apt-get install -y --no-install-recommends $(missing_packages)" >&2
        [ -e $libreswan ] || echo "     apt-get download libreswan && dpkg -x libreswan_*.deb $libreswan" >&2
        return 1
    fi
    (
        flock 9
        ! nothing_missing || exit 0
        missing=$(missing_packages)
        echo "lab: installing ${missing:-libreswan, unpacked in $libreswan}" >&2
        keep_services_stopped
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086
        { apt-get update -q \
            && apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 $missing \
            && unpack_libreswan; } < /dev/null > "$1" 2>&1
        if ! nothing_missing; then
            tail -n 20 "$1" >&2
            echo "lab: apt-get could not bring: $(missing_packages)${missing:+or }libreswan" >&2
            exit 1
        fi
    ) 9> /run/lock/sctp-shim-lab-packages
}

# strongSwan's package starts a daemon that would take the machine's port 500; the lab only runs it inside.
keep_services_stopped() {
    local policy=/usr/sbin/policy-rc.d
    [ ! -e $policy ] || return 0
    printf '#!/bin/sh\nexit 101\n' > $policy
    chmod 755 $policy
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
}
