package org.sctpshim.esp.plane;

import java.util.concurrent.atomic.AtomicLong;

/** The counters behind {@link UdpStatistics}. */
record UdpCounters(
        AtomicLong ikeMessages, AtomicLong ikeRefused, AtomicLong keepalives, AtomicLong malformed, AtomicLong moved) {

    UdpCounters() {
        this(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
    }

    UdpStatistics read() {
        return new UdpStatistics(ikeMessages.get(), ikeRefused.get(), keepalives.get(), malformed.get(), moved.get());
    }
}
