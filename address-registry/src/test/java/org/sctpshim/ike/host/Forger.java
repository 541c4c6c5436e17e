package org.sctpshim.ike.host;

import java.lang.reflect.Field;
import java.util.List;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.MessageSealer;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.Payload;

/** Says what it likes in the name of a host, with the keys of the IKE SA that the host has. */
final class Forger {
    private final IkeSaKeys keys;
    private final Role role;

    Forger(TestHost host, Role role) {
        this.keys = host.keys.get(host.keys.size() - 1);
        this.role = role;
    }

    /** Reads a message that is on its way to the host. */
    IkeMessage read(IkeDatagram arriving) {
        return read(arriving, role);
    }

    private IkeMessage read(IkeDatagram arriving, Role reader) {
        Opening opening = keys.opener(reader).open(arriving.content().toArray());
        if (opening instanceof Opening.Opened opened) {
            return opened.message();
        }
        throw new AssertionError("not readable: " + TestHost.header(arriving));
    }

    /** The answer to a message that is on its way to the host, as the other end sees it arrive. */
    IkeDatagram answer(IkeDatagram arriving, Payload... payloads) {
        IkeMessage answer = new IkeMessage(read(arriving).header().answer(), List.of(payloads));
        return new IkeDatagram(arriving.endpoints().turned(), Bytes.of(sealer().seal(answer)));
    }

    /** The same for a message that is not looked at, as a fragment of one. */
    IkeDatagram answerTo(IkeDatagram arriving, Payload... payloads) {
        try {
            IkeHeader header = MessageReader.readHeader(arriving.content().toArray());
            IkeMessage answer = new IkeMessage(header.answer(), List.of(payloads));
            return new IkeDatagram(arriving.endpoints().turned(), Bytes.of(sealer().seal(answer)));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** Another request in the place of one that this host has sent, as the other end sees it arrive. */
    IkeDatagram instead(IkeDatagram sent, Payload... payloads) {
        try {
            IkeHeader header = MessageReader.readHeader(sent.content().toArray());
            IkeMessage other = new IkeMessage(header, List.of(payloads));
            return new IkeDatagram(sent.endpoints(), Bytes.of(sealer().seal(other)));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** Another request, with a message id so much greater; without payloads one that only shows that the peer is there. */
    IkeDatagram later(IkeDatagram sent, int by, Payload... payloads) {
        IkeHeader asked = read(sent, role.peer()).header();
        ExchangeType type = payloads.length == 0 ? ExchangeType.INFORMATIONAL : asked.exchange();
        IkeHeader header = IkeHeader.request(
                asked.initiatorSpi(), asked.responderSpi(), type, asked.initiator(), asked.messageId() + by);
        return new IkeDatagram(sent.endpoints(), Bytes.of(sealer().seal(new IkeMessage(header, List.of(payloads)))));
    }

    /** A message as it goes. */
    Bytes sealed(IkeHeader header, Payload content) {
        return Bytes.of(sealer().seal(IkeMessage.of(header, content)));
    }

    /** A second sealer, which production code never gets: it repeats nonces. */
    private MessageSealer sealer() {
        try {
            Field given = IkeSaKeys.class.getDeclaredField("sealing");
            given.setAccessible(true);
            given.setBoolean(keys, false);
            return keys.sealer(role);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
