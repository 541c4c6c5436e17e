# The Debian packages behind the lab: which are missing, and how they come. Sourced by the launcher.
# shellcheck shell=bash

# The kernel and its tools; the JDK's SCTP needs libsctp1.
lab_packages="user-mode-linux kmod iproute2 iputils-ping libsctp1 lksctp-tools"
# The peers and witnesses of the tests: strongSwan, tshark, tcpdump.
lab_packages+=" strongswan-charon strongswan-swanctl libcharon-extra-plugins libstrongswan-standard-plugins"
lab_packages+=" libstrongswan-extra-plugins tshark tcpdump"

missing_packages() {
    local package
    for package in $lab_packages; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || printf '%s ' "$package"
    done
}

# As root installs what is missing, once for all labs that start together; else says what to type.
require_packages() {
    [ -n "$(missing_packages)" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "lab: Debian packages are missing. As root, run:" >&2
        echo "     apt-get update && apt-get install -y --no-install-recommends $(missing_packages)" >&2
        return 1
    fi
    (
        flock 9
        missing=$(missing_packages)
        [ -n "$missing" ] || exit 0
        echo "lab: installing $missing" >&2
        keep_services_stopped
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086
        { apt-get update -q && apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 $missing; } \
            < /dev/null > "$1" 2>&1
        if [ -n "$(missing_packages)" ]; then
            tail -n 20 "$1" >&2
            echo "lab: apt-get could not install: $(missing_packages)" >&2
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
