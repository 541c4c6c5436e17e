#!/bin/bash
# The demo's part that runs inside the lab: captures on both links, a program on each host, one link cut and restored.
# Everything that happens is left in $LAB_OUT: HOST.csv, control.csv, HOST-LINK.pcap, HOST-LINK.tcpdump.log.
#
# Usage: demo-inside.sh MODE CUT RATE SECONDS CLASS_PATH     MODE bare|protected, CUT silent|down
set -u
mode=$1 cut=$2 rate=$3 seconds=$4 class_path=$5
out=$LAB_OUT
hosts="alpha beta" links="link1 link2"
alpha=10.1.0.1,10.2.0.1 beta=10.1.0.2,10.2.0.2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# One slow processor: compile lightly, collect simply, touch little memory.
jvm="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m"
main=org.sctpshim.examples.demo.DemoHost
started=${EPOCHREALTIME/./}

say() {
    local us=$((${EPOCHREALTIME/./} - started))
    printf '%4d.%d s  %s\n' $((us / 1000000)) $((us / 100000 % 10)) "$*"
}

note() { # KIND DETAIL: into the event log, on the wall clock, which the report lays on the monotonic one
    printf '%s000,control,%s,%s\n' "${EPOCHREALTIME/./}" "$1" "$2" >> "$out/control.csv"
}

on() {
    local host=$1
    shift
    ip netns exec "$host" "$@"
}

await() { # WHAT PATTERN FILE PID: until the file has the pattern; fails when the process is gone or 60 s have passed
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        grep -q -- "$2" "$3" 2> /dev/null && return 0
        kill -0 "$4" 2> /dev/null || break
        sleep 0.1
    done
    say "$1 did not come about"
    return 1
}

# A path that failed is tried again every second, not every 30, so that a short demo can show its return.
set_sysctls() {
    for host in $hosts; do
        on "$host" sh -c 'echo 1000 > /proc/sys/net/sctp/hb_interval'
    done
}

tcpdumps=
start_captures() {
    local host link name
    for host in $hosts; do
        for link in $links; do
            name=$out/$host-$link
            # Not through on(): the process id has to be tcpdump's own. The longest frame has 1514 bytes, and a slot
            # of the buffer is as long as -s says: 2000 slots.
            ip netns exec "$host" tcpdump -Z root -n -i "$link" -s 2048 --immediate-mode -B 4096 \
                -w "$name.pcap" 2> "$name.tcpdump.log" &
            tcpdumps+=" $!"
            await "the capture of $host on $link" 'listening on' "$name.tcpdump.log" $! || return 1
        done
    done
}

stop_captures() { # a shell without job control leaves its children deaf to INT
    # shellcheck disable=SC2086
    kill -TERM $tcpdumps 2> /dev/null
    # shellcheck disable=SC2086
    wait $tcpdumps
}

start_host() { # HOST ARG...
    local host=$1
    shift
    # shellcheck disable=SC2086
    on "$host" timeout $((seconds + 60)) "$java" $jvm -cp "$class_path" $main \
        --host "$host" --mode "$mode" --log "$out/$host.csv" "$@" &
}

# The link of the peer address that the kernel marks with a star: its primary path.
active_link() {
    on alpha sed -n '2s/.*<->//p' /proc/net/sctp/assocs | grep -o '\*10\.[12]' | sed 's/.*\./link/' | head -n 1
}

cut_link() {
    local link=$1 asked=${EPOCHREALTIME/./}
    if [ "$cut" = down ]; then topology.sh down "$link"; else topology.sh cut "$link"; fi
    # Noted when it is in force at both ends; it took this long to bring about.
    note link-cut "link=$link how=$cut tookUs=$((${EPOCHREALTIME/./} - asked))"
}

drive() {
    local link
    start_host beta --peer-host alpha --local "$beta"
    beta_pid=$!
    await "the receiver" ',listening,' "$out/beta.csv" $beta_pid || return 1
    start_host alpha --peer-host beta --local "$alpha" --peer "${beta%%,*}" --rate "$rate" --seconds "$seconds"
    alpha_pid=$!
    await "the association" ',traffic-started,' "$out/alpha.csv" $alpha_pid || return 1
    say "alpha is connected and sends $rate messages a second for $seconds s"
    sleep $((seconds / 5))
    link=$(active_link)
    [ -n "$link" ] || { say "the kernel names no primary path"; return 1; }
    say "CUT: $link, the active path's ($cut)"
    cut_link "$link"
    sleep $((seconds / 2 - seconds / 5))
    say "RESTORE: $link"
    note link-restored "link=$link"
    topology.sh restore "$link"
    wait $alpha_pid || { say "alpha failed"; return 1; }
    wait $beta_pid || { say "beta failed"; return 1; }
    say "all sent; the association is down"
}

echo 'tNs,host,kind,detail' > "$out/control.csv"
say "two hosts, two links; kernel $(uname -r), $mode"
set_sysctls
start_captures || exit 1
drive
status=$?
# What is on its way, SHUTDOWN COMPLETE for one, should be in the captures.
sleep 0.5
stop_captures
exit $status
