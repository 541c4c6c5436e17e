package org.sctpshim.esp.linux;

import java.net.InetAddress;

/**
 * What the kernel has done under one state so far.
 *
 * @param spi the state's security parameters index
 * @param source the sender's address
 * @param destination the receiver's address
 * @param requestId the number that binds it to its policy
 * @param packets packets protected, or opened and passed on
 * @param bytes their octets as the kernel counts them
 * @param replayed packets seen before or left of the window
 * @param integrityFailures packets that were not authentic
 * @param lastUsedSeconds seconds since 1970 when the last packet passed, 0 if none has or the kernel does not tell
 */
public record XfrmUsage(
        int spi,
        InetAddress source,
        InetAddress destination,
        int requestId,
        long packets,
        long bytes,
        long replayed,
        long integrityFailures,
        long lastUsedSeconds) {}
