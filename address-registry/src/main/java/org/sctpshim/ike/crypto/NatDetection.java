package org.sctpshim.ike.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.OctetWriter;

/** The hashes in NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP (RFC 7296 section 2.23). */
public final class NatDetection {
    private NatDetection() {}

    /**
     * SHA-1 of both SPIs, the address and the port.
     *
     * @param responderSpi 0 in the first message of an IKE_SA_INIT
     */
    public static Bytes hash(long initiatorSpi, long responderSpi, IpAddress address, int port) {
        OctetWriter hashed = new OctetWriter();
        hashed.i64(initiatorSpi).i64(responderSpi).bytes(address.octets()).u16(port);
        try {
            // No security rests on it: the RFC fixes the hash, and only equality counts.
            return Bytes.of(MessageDigest.getInstance("SHA-1").digest(hashed.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-1", e);
        }
    }
}
