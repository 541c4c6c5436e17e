package org.sctpshim.esp.plane;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.AddressPair;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.linux.MessageBurst;
import org.sctpshim.esp.linux.RawEspSocket;
import org.sctpshim.esp.linux.UdpPeer;

/**
 * Receives from one raw socket into a burst. IPv6 comes without its header; the pairs of addresses it is rebuilt from are
 * remembered, so that none is made for each packet. Of the inbound thread.
 */
final class InboundSocket implements Inlet {

    private final RawEspSocket socket;
    private final MessageBurst incoming;
    private final RememberedPairs pairs;

    InboundSocket(RawEspSocket socket, MessageBurst incoming) {
        this.socket = socket;
        this.incoming = incoming;
        this.pairs = new RememberedPairs(socket.local());
    }

    @Override
    public boolean take(PacketBurst burst, boolean fresh) throws IOException {
        incoming.clear();
        for (int slot = 0; slot < burst.slots(); slot++) {
            incoming.incoming(burst.roomOffset(slot), PacketBurst.ROOM);
        }
        int count = socket.receive(incoming);
        for (int slot = 0; slot < count; slot++) {
            int length = incoming.isCut(slot) ? 0 : incoming.length(slot);
            if (socket.ipv6()) {
                AddressPair pair = pairs.from(incoming.ipv6SourceHigh(slot), incoming.ipv6SourceLow(slot));
                burst.filledBare(length, pair, incoming.trafficClass(slot));
            } else {
                burst.filled(length);
            }
        }
        return false;
    }

    @Override
    public @Nullable UdpPeer news(PathState path, int slot) {
        return null;
    }
}
