package org.sctpshim.ike.exchange;

/**
 * What NAT detection found of one IKE SA (RFC 7296 section 2.23).
 *
 * @param traversal both ends support NAT traversal: they exchanged NAT_DETECTION_SOURCE_IP and
 *     NAT_DETECTION_DESTINATION_IP in IKE_SA_INIT
 * @param thisHostBehind the peer sees this host at another address or port than this host has
 * @param peerBehind this host sees the peer at another address or port than the peer has
 */
public record NatStatus(boolean traversal, boolean thisHostBehind, boolean peerBehind) {
    /** One of the two ends does not support NAT traversal: nothing was detected, since nothing was compared. */
    public static final NatStatus UNSUPPORTED = new NatStatus(false, false, false);

    /** Whether a NAT was seen at either end. */
    public boolean isAnywhere() {
        return thisHostBehind || peerBehind;
    }
}
