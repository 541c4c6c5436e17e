package org.sctpshim.esp;

/**
 * A limit on the use of an SA (RFC 4301 section 4.4.2.1); whichever part is reached first counts.
 *
 * @param packets sealed or opened packets, at least 1
 * @param bytes octets of the clear IP packets, at least 1
 * @param timeNs nanoseconds since the SA was installed, at least 1
 */
public record Lifetime(long packets, long bytes, long timeNs) {

    /** No limit at all. */
    public static final Lifetime UNLIMITED = new Lifetime(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    public Lifetime {
        if (packets < 1 || bytes < 1 || timeNs < 1) {
            throw new IllegalArgumentException("a lifetime's parts must be positive, got " + packets + " packets, "
                    + bytes + " bytes, " + timeNs + " ns");
        }
    }

    /** The same with another limit on packets. */
    public Lifetime withPackets(long limit) {
        return new Lifetime(limit, bytes, timeNs);
    }

    /** The same with another limit on octets. */
    public Lifetime withBytes(long limit) {
        return new Lifetime(packets, limit, timeNs);
    }

    /** The same with another limit on time, in nanoseconds. */
    public Lifetime withTimeNs(long limit) {
        return new Lifetime(packets, bytes, limit);
    }

    /** Whether an SA used this much has reached the limit. */
    boolean isReached(long usedPackets, long usedBytes, long ageNs) {
        return usedPackets >= packets || usedBytes >= bytes || ageNs >= timeNs;
    }
}
