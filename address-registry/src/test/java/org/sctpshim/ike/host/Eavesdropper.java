package org.sctpshim.ike.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;

/** Reads what two hosts say to each other, with the keys that they have; fragments it leaves out. */
final class Eavesdropper {
    final List<IkeMessage> heard = new ArrayList<>();
    private final Ladder ladder;

    /** Hears all that the ladder carries when the test does not look at each message. */
    Eavesdropper(Ladder ladder) {
        this.ladder = ladder;
        ladder.carries = datagram -> {
            hears(datagram);
            return true;
        };
    }

    /** What is in the datagram, if it is one message that can be read. */
    Optional<IkeMessage> hears(IkeDatagram datagram) {
        Optional<IkeMessage> message = read(datagram);
        message.ifPresent(heard::add);
        return message;
    }

    private Optional<IkeMessage> read(IkeDatagram datagram) {
        if (datagram.isKeepalive()) {
            return Optional.empty();
        }
        byte[] octets = datagram.content().toArray();
        try {
            IkeMessage message = MessageReader.read(octets);
            return message.isSealed() ? opened(octets) : Optional.of(message);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<IkeMessage> opened(byte[] octets) {
        return Stream.concat(ladder.alpha.keys.stream(), ladder.beta.keys.stream())
                .flatMap(keys -> Stream.of(Role.values()).map(role -> open(keys, role, octets)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<IkeMessage> open(IkeSaKeys keys, Role reader, byte[] octets) {
        try {
            return keys.opener(reader).open(octets) instanceof Opening.Opened opened
                    ? Optional.of(opened.message())
                    : Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty(); // The keys are wiped: these are not what it was sealed with, or too late.
        }
    }
}
