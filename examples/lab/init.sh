#!/bin/bash
# Process 1 of the lab's own kernel. It turns the machine's root file system, seen read-only through
# hostfs, into a writable copy that dies with the kernel, loads the modules, and hands over to session.sh.
#
# From the kernel command line: LAB_RUN, the launcher's run folder (settings, scripts, exit status).
set -u
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# Crypto comes first: without md5 and hmac no association comes up (its cookie), without drbg no GCM state.
crypto_modules="md5 hmac sha1_generic sha256_generic sha512_generic drbg ctr cbc gcm ghash-generic seqiv echainiv
    authenc authencesn chacha_generic poly1305_generic chacha20poly1305"
network_modules="ipv6 esp4 esp6 xfrm_user tunnel4 ipip ip6_tunnel mip6 sctp sctp_diag veth tun sch_netem"

# Everything below / becomes writable in memory; the machine itself stays as it is.
mount_writable_copy() {
    mount -t proc proc /proc
    insmod "/usr/lib/uml/modules/$(uname -r)/kernel/fs/overlayfs/overlay.ko"
    mount -t tmpfs -o size=100% tmpfs /mnt
    mkdir /mnt/upper /mnt/work /mnt/root
    mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
    root=/mnt/root
    mount -t proc proc $root/proc
    mount -t sysfs sysfs $root/sys
    mount -t devtmpfs devtmpfs $root/dev
    mkdir -p $root/dev/shm $root/dev/pts $root/dev/net
    mount -t tmpfs tmpfs $root/dev/shm
    mount -t devpts devpts $root/dev/pts
    mount -t tmpfs tmpfs $root/run
    mkdir -p $root/run/lock $root/run/netns
    [ -e $root/dev/net/tun ] || mknod $root/dev/net/tun c 10 200
}

# The run folder and the results folder are the two places where the guest writes to the machine.
# Both keep their paths. hostfs follows the link run/out, so that no odd character of a path is an option.
mount_shared_folders() {
    mkdir -p "$root$LAB_RUN" "$root$LAB_OUT"
    mount -t hostfs none -o "$LAB_RUN" "$root$LAB_RUN"
    mount -t hostfs none -o "$LAB_RUN/out" "$root$LAB_OUT"
}

load_modules() {
    mkdir -p $root/lib/modules
    ln -sfn "/usr/lib/uml/modules/$(uname -r)" "$root/lib/modules/$(uname -r)"
    for module in $crypto_modules $network_modules; do
        chroot $root modprobe "$module" || echo "lab: kernel module $module did not load"
    done
}

# Exit status in a file first: a run folder without one means that the guest died.
power_off() {
    sync
    echo o > /proc/sysrq-trigger
    sleep 60
}

# shellcheck source=/dev/null
. "$LAB_RUN/settings.sh"
mount_writable_copy
mount_shared_folders
load_modules
hostname lab
chroot $root /bin/bash "$LAB_RUN/scripts/session.sh" "$LAB_RUN"
power_off
