package org.sctpshim.ike.host;

import java.util.Optional;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.session.IkeSession;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;

/** Finds the session that a datagram belongs to, or begins one as the responder. */
final class Demultiplexer {
    private final HostScope scope;
    private final Admission admission;
    private final UnprotectedAnswers answers;

    Demultiplexer(HostScope scope) {
        this.scope = scope;
        this.admission = new Admission(scope);
        this.answers = new UnprotectedAnswers(scope);
    }

    /** Hands over a datagram. Throws nothing, whatever is in it. */
    void take(IkeDatagram datagram) {
        byte[] octets = datagram.content().toArray();
        if (datagram.isKeepalive()) {
            return;
        }
        IkeMessage message;
        try {
            IkeHeader header = MessageReader.readHeader(octets);
            boolean otherVersion = header.majorVersion() != IkeHeader.MAJOR_VERSION && header.majorVersion() != 0;
            if (otherVersion) {
                scope.drops.count(DropReason.OTHER_VERSION);
                answers.otherVersion(datagram, header);
                return;
            }
            message = MessageReader.read(octets);
        } catch (MalformedMessageException e) {
            scope.drops.count(DropReason.MALFORMED);
            return;
        }
        IkeHeader header = message.header();
        boolean first = isFirstRequest(header);
        SessionEntry known = first ? scope.sessions.answered(datagram.content()) : scope.sessions.find(header);
        if (known != null) {
            known.session().handle(datagram.content(), message, datagram.endpoints(), scope.nowNs());
        } else if (first) {
            respond(datagram, message);
        } else {
            scope.drops.count(DropReason.UNKNOWN_SPI);
        }
    }

    private static boolean isFirstRequest(IkeHeader header) {
        return header.exchange().equals(ExchangeType.IKE_SA_INIT)
                && !header.response()
                && header.initiator()
                && header.initiatorSpi() != 0
                && header.responderSpi() == 0
                && header.messageId() == 0;
    }

    private void respond(IkeDatagram datagram, IkeMessage message) {
        Admission.Verdict verdict = admission.decide(datagram, message);
        if (verdict == Admission.Verdict.REFUSED) {
            return;
        }
        boolean proven = verdict == Admission.Verdict.PROVEN;
        SessionEntry entry = SessionEntry.responder(datagram, proven);
        entry.set(IkeSession.respond(
                scope.parameters.session(),
                new SessionView(scope, entry),
                scope.random,
                datagram.content(),
                message,
                datagram.endpoints(),
                proven ? Optional.empty() : Optional.of(() -> admission.demandCookie(datagram, message)),
                scope.nowNs()));
        scope.sessions.add(entry);
    }
}
