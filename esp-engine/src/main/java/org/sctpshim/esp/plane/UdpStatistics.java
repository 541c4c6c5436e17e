package org.sctpshim.esp.plane;

/**
 * What has come over the UDP ports shared with IKE that is not ESP. What is, is counted like all ESP.
 *
 * @param ikeMessages IKE messages handed over
 * @param ikeRefused IKE messages that there was no room for
 * @param keepalives octets that keep a NAT's mapping alive
 * @param malformed datagrams that are nothing of the kind: too short for a marker or an SPI
 * @param moves how often the ESP of a path was moved to other UDP ends, out of UDP or into it
 */
public record UdpStatistics(long ikeMessages, long ikeRefused, long keepalives, long malformed, long moves) {

    /** Nothing has come. */
    public static final UdpStatistics NONE = new UdpStatistics(0, 0, 0, 0, 0);
}
