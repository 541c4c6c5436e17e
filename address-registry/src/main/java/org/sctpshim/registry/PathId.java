package org.sctpshim.registry;

/**
 * A path of one association: the ordered address pair and the association's ports. It is exactly what the traffic
 * selectors of the path's Child SA name, and unique on a host.
 *
 * @param pair the two addresses
 * @param ports the two SCTP ports
 */
public record PathId(AddressPair pair, SctpPorts ports) {
    @Override
    public String toString() {
        return pair + " sctp " + ports;
    }
}
