package org.sctpshim.esp;

/** How ESP wraps a packet (RFC 4303 section 3.1). The engine knows transport mode only. */
public enum EspMode {
    /** ESP stands between the IP header and the SCTP packet; the addresses are the packet's own. */
    TRANSPORT
}
