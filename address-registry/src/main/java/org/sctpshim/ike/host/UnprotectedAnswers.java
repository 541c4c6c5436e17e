package org.sctpshim.ike.host;

import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;

/**
 * Answers that no session stands behind. None is longer than what it answers, so that nobody can use this host to flood
 * somebody else.
 */
final class UnprotectedAnswers {
    /** How many requests of another major version are answered a second. */
    private static final int VERSIONS_A_SECOND = 10;

    private final HostScope scope;
    private final RateLimit versions = new RateLimit(VERSIONS_A_SECOND);

    UnprotectedAnswers(HostScope scope) {
        this.scope = scope;
    }

    /** Says which version this host speaks to whoever begins with a later one (RFC 7296 section 2.5). */
    void otherVersion(IkeDatagram datagram, IkeHeader header) {
        boolean begins = !header.response() && header.responderSpi() == 0;
        boolean later = header.majorVersion() > IkeHeader.MAJOR_VERSION;
        boolean permitted =
                scope.peers.permitsForSome(datagram.endpoints().addresses().remote());
        if (begins && later && permitted && versions.take(scope.nowNs())) {
            send(scope, datagram, header, NotifyPayload.of(NotifyType.INVALID_MAJOR_VERSION));
        }
    }

    static void send(HostScope scope, IkeDatagram asked, IkeHeader header, NotifyPayload notify) {
        IkeHeader answer = IkeHeader.response(
                header.initiatorSpi(), 0, header.exchange(), !header.initiator(), header.messageId());
        Bytes content = Bytes.of(MessageWriter.write(IkeMessage.of(answer, notify)));
        if (content.length() <= asked.content().length()) {
            scope.datagrams.add(new IkeDatagram(asked.endpoints(), content));
        }
    }
}
