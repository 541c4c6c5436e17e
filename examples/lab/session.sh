#!/bin/bash
# One lab session, the same under the lab's own kernel and in the machine's namespaces (--host):
# build the network, run the caller's command, leave its exit status in the run folder.
#
# Usage: session.sh RUN_FOLDER
set -u
run=$1
# shellcheck source=/dev/null
. "$run/settings.sh"
export LAB_OUT LAB_NET LAB_SCRIPTS="$run/scripts"
export PATH="$LAB_SCRIPTS:$PATH"

# The serial lines carry the command's output byte for byte; the console is left to the kernel.
connect_output() {
    if [ "$LAB_KIND" = uml ]; then
        stty -F /dev/ttyS0 raw -echo
        stty -F /dev/ttyS1 raw -echo
        exec > /dev/ttyS0 2> /dev/ttyS1
    fi
}

build_network() {
    ip link set lo up
    # Names of namespaces live in a folder: one of our own, or labs on one machine would share alpha and beta.
    [ "$LAB_KIND" = uml ] || { mkdir -p /run/netns && mount -t tmpfs tmpfs /run/netns; }
    [ "$LAB_NET" = none ] || "$LAB_SCRIPTS/topology.sh" build
}

# Its daemon insists on this folder, which no other package of the lab uses.
place_libreswan() {
    mount --bind "$LAB_LIBRESWAN/usr/libexec" /usr/libexec
}

run_command() {
    if [ "$LAB_MODE" = shell ] && [ "$LAB_KIND" = uml ]; then
        stty -F /dev/ttyS0 sane
        setsid --ctty --wait bash "$run/command.sh" < /dev/ttyS0 > /dev/ttyS0 2>&1
    elif [ "$LAB_MODE" = shell ]; then
        bash "$run/command.sh"
    else
        bash "$run/command.sh" < /dev/null
    fi
}

connect_output
place_libreswan
if build_network; then
    run_command
    status=$?
else
    echo "lab: the network could not be built (see the lines above)" >&2
    status=125
fi
# The output must be out before the kernel goes: stty waits until the line is drained.
exec > /dev/null 2>&1
[ "$LAB_KIND" = uml ] && stty -F /dev/ttyS0 raw && stty -F /dev/ttyS1 raw
echo "$status" > "$run/status"
