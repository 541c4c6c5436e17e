package org.sctpshim.examples.demo.capture;

/** What a packet is, to somebody on the wire. */
public enum PacketKind {
    /** IKE over UDP port 500, or 4500 with the non-ESP marker. */
    IKE("IKE"),
    /** IP protocol 50. */
    ESP("ESP"),
    /** ESP in UDP port 4500 (RFC 3948). */
    UDP_ESP("UDP-encapsulated ESP"),
    /** IP protocol 132: readable by everybody. */
    CLEAR_SCTP("clear SCTP"),
    /** ARP, neighbour discovery, ICMP and whatever else. */
    OTHER("other");

    private final String words;

    PacketKind(String words) {
        this.words = words;
    }

    /** The kind as a reader sees it. */
    public String words() {
        return words;
    }
}
