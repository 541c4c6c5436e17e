package org.sctpshim.benchmarks.harness.measure;

/** What a value counts. */
public enum Unit {
    /** Time a packet. */
    NANOSECONDS("ns", true),
    /** Time an operation. */
    MICROSECONDS("us", true),
    /** Memory or allocation. */
    OCTETS("octets", true),
    /** Thousands of packets a second. */
    KILOPACKETS("kpps", false),
    /** Throughput of what the packets carry. */
    GIGABITS("Gbit/s", false);

    private final String symbol;
    private final boolean lessIsBetter;

    Unit(String symbol, boolean lessIsBetter) {
        this.symbol = symbol;
        this.lessIsBetter = lessIsBetter;
    }

    /** How it is written behind a number. */
    public String symbol() {
        return symbol;
    }

    /** Whether of two values the smaller one is the better one. */
    public boolean lessIsBetter() {
        return lessIsBetter;
    }
}
