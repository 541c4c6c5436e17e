package org.sctpshim.esp.linux;

/**
 * The UDP ports of an encapsulated SA, in its direction: {@code struct xfrm_encap_tmpl}.
 *
 * @param sourcePort that its packets come from
 * @param destinationPort that they go to
 */
public record XfrmEncapsulation(int sourcePort, int destinationPort) {

    private static final int UDP_ENCAP_ESPINUDP = 2;
    static final int BYTES = 24;

    /**
     * Writes it.
     *
     * <pre>
     *   | type 2 | sport 2 | dport 2 | padding 2 | original address 16, for checksums of TCP |
     * </pre>
     */
    static NetlinkRequest write(NetlinkRequest request, int attribute, XfrmEncapsulation ports) {
        return request.header(attribute, BYTES)
                .half(UDP_ENCAP_ESPINUDP)
                .port(ports.sourcePort)
                .port(ports.destinationPort)
                .zeros(2 + 16);
    }
}
