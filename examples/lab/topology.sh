#!/bin/bash
# The lab's network: hosts alpha and beta (network namespaces) joined by two links.
#
#       alpha                               beta
#   10.1.0.1  fd00:1::1  link1 ===== link1  10.1.0.2  fd00:1::2
#   10.2.0.1  fd00:2::1  link2 ===== link2  10.2.0.2  fd00:2::2
#
# A pair on one link (10.1.0.1 - 10.1.0.2) lives and dies with that link. A crossed pair
# (10.1.0.1 - 10.2.0.2) uses the link of the destination, each way; while that link is down, the other one
# (IPv4 only: the kernel gives up an IPv6 address while its interface is down).
#
# Usage: topology.sh build
#        topology.sh show
#        topology.sh cut LINK          lose every packet, both ways; the interfaces stay up (a silent cut)
#        topology.sh down LINK         take the link down at both ends; its routes go at once
#        topology.sh restore LINK      as it was built: up, no loss, no delay
#        topology.sh delay LINK TIME   delay each way, in netem's words: 10ms, or "10ms 2ms"
set -eu

hosts="alpha beta"
links="link1 link2"
crossed_table=100

number_of() { # alpha 1, beta 2; link1 1, link2 2
    case $1 in
        alpha | link1) echo 1 ;;
        beta | link2) echo 2 ;;
        *)
            echo "topology.sh: no such host or link: $1 (hosts: $hosts; links: $links)" >&2
            return 2
            ;;
    esac
}

build() {
    for host in $hosts; do create_host "$host"; done
    for link in $links; do
        ip link add "$link" netns alpha type veth peer name "$link" netns beta
        for host in $hosts; do configure_interface "$host" "$link"; done
    done
}

# The weak host model: a local address may speak and be spoken to over any link, and stays when its link goes down.
create_host() {
    ip netns add "$1"
    ip netns exec "$1" sh -c '
        cd /proc/sys/net
        for name in all default; do
            echo 0 > ipv4/conf/$name/rp_filter
            echo 1 > ipv4/conf/$name/accept_local
            echo 0 > ipv6/conf/$name/accept_dad
            echo 0 > ipv6/conf/$name/accept_ra
            echo 1 > ipv6/conf/$name/keep_addr_on_down
        done'
    ip -n "$1" -batch - << END
link set lo up
rule add from 10.1.0.0/24 to 10.2.0.0/24 lookup $crossed_table priority 40000
rule add from 10.2.0.0/24 to 10.1.0.0/24 lookup $crossed_table priority 40000
END
}

# Also what brings a link back, since its routes went when it went down.
configure_interface() { # HOST LINK
    local h l peer other
    h=$(number_of "$1")
    l=$(number_of "$2")
    peer=$((3 - h))
    other=$((3 - l))
    ip -n "$1" -batch - << END
link set $2 up
address replace 10.$l.0.$h/24 dev $2
address replace fd00:$l::$h/64 dev $2 nodad
route replace 10.$l.0.0/24 dev $2 proto kernel scope link src 10.$l.0.$h
route replace 10.$other.0.0/24 via 10.$l.0.$peer dev $2 table $crossed_table
END
    ip -6 -n "$1" route replace "fd00:$l::/64" dev "$2" proto kernel metric 256
}

show() {
    for host in $hosts; do
        echo "$host:"
        ip -n "$host" -brief address show
        ip -n "$host" route show
        tc -n "$host" qdisc show
    done
}

take_down() {
    for host in $hosts; do ip -n "$host" link set "$1" down; done
}

netem() { # LINK WORDS...
    local link=$1
    shift
    for host in $hosts; do tc -n "$host" qdisc replace dev "$link" root netem "$@"; done
}

restore() {
    for host in $hosts; do
        # A link without a queueing discipline of ours is as good as one cleared.
        tc -n "$host" qdisc delete dev "$1" root 2> /dev/null || true
        configure_interface "$host" "$1"
    done
}

usage() {
    sed -n '/^# Usage/,/^set/ { /^#/ s/^# \{0,1\}//p }' "$0"
}

link=${2:-}
case ${1:-} in
    cut | down | restore | delay) number_of "$link" > /dev/null ;;
esac
case ${1:-} in
    build) build ;;
    show) show ;;
    cut) netem "$link" loss 100% ;;
    down) take_down "$link" ;;
    restore) restore "$link" ;;
    # shellcheck disable=SC2086 # the delay may be two words: mean and jitter
    delay) netem "$link" delay ${3:?} ;;
    -h | --help) usage ;;
    *)
        usage >&2
        exit 2
        ;;
esac
