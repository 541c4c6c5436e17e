package org.sctpshim.esp.plane;

import java.util.OptionalLong;

/**
 * What has passed on one path, in clear IP packets.
 *
 * @param path the two addresses
 * @param sentPackets packets sealed and sent
 * @param sentBytes their octets
 * @param receivedPackets packets opened and delivered
 * @param receivedBytes their octets
 * @param lastReceivedNs {@link System#nanoTime} of the last authentic packet, empty before the first
 */
public record PathStatistics(
        PlanePath path,
        long sentPackets,
        long sentBytes,
        long receivedPackets,
        long receivedBytes,
        OptionalLong lastReceivedNs) {}
