package org.sctpshim.ike.session;

import java.util.List;
import org.sctpshim.ike.crypto.MessageSealer;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;

/**
 * A protected message as it goes out: one datagram, or its fragments, which are always sent all together (RFC 7383
 * section 2.6.1).
 */
final class SealedMessage {
    private final List<Bytes> datagrams;

    private SealedMessage(List<byte[]> datagrams) {
        this.datagrams = datagrams.stream().map(Bytes::of).toList();
    }

    /** In one piece. */
    static SealedMessage whole(MessageSealer sealer, IkeMessage message) {
        return new SealedMessage(List.of(sealer.seal(message)));
    }

    /** In pieces of so many octets at most, if it is longer. */
    static SealedMessage inFragments(MessageSealer sealer, IkeMessage message, int mostOctets) {
        return new SealedMessage(sealer.sealInFragments(message, mostOctets));
    }

    List<Bytes> datagrams() {
        return datagrams;
    }

    /** Whether a datagram is longer than that. */
    boolean exceeds(int octets) {
        return datagrams.stream().anyMatch(datagram -> datagram.length() > octets);
    }
}
