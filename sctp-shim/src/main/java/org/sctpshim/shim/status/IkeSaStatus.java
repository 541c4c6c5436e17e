package org.sctpshim.shim.status;

import java.util.Optional;
import java.util.OptionalLong;
import org.sctpshim.ike.exchange.NatStatus;
import org.sctpshim.registry.AddressPair;

/**
 * An established IKE SA. Times are as {@link System#nanoTime} tells them.
 *
 * @param pair the addresses it runs over now
 * @param initiatedHere whether this host began it, or the first one in a row that replaced each other
 * @param establishedNs since when the peer is authenticated; new keys are no new IKE SA to an operator
 * @param rekeyNs when it is to be replaced by one with fresh keys; empty for never
 * @param endNs when it ends if it could not be replaced; empty for never
 * @param algorithms encryption, PRF and key exchange
 * @param mobike whether it can move to other addresses
 * @param nats who is behind a NAT, as far as NAT detection has found
 * @param certificate what the peer authenticated by; empty for a shared key
 */
public record IkeSaStatus(
        AddressPair pair,
        boolean initiatedHere,
        long establishedNs,
        OptionalLong rekeyNs,
        OptionalLong endNs,
        String algorithms,
        boolean mobike,
        NatStatus nats,
        Optional<CertificateStatus> certificate) {}
