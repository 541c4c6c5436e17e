package org.sctpshim.esp.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.AddressPair;
import org.sctpshim.esp.PacketBurst;
import org.sctpshim.esp.linux.MessageBurst;
import org.sctpshim.esp.linux.RawEspSocket;

/**
 * Receives from one raw socket into a burst. IPv6 comes without its header; the pairs of addresses it is rebuilt from are
 * remembered, so that none is made for each packet. Of the inbound thread.
 */
final class InboundSocket {

    private static final int REMEMBERED = 64;

    private final RawEspSocket socket;
    private final long localHigh;
    private final long localLow;
    private final @Nullable AddressPair[] pairs = new AddressPair[REMEMBERED];

    InboundSocket(RawEspSocket socket) {
        this.socket = socket;
        InetAddress local = socket.local();
        ByteBuffer octets = ByteBuffer.wrap(local.getAddress());
        this.localHigh = socket.ipv6() ? octets.getLong(0) : 0;
        this.localLow = socket.ipv6() ? octets.getLong(8) : 0;
    }

    /** Fills the burst, which must be empty, with what waits. */
    void receive(PacketBurst burst, MessageBurst incoming) throws IOException {
        incoming.clear();
        for (int slot = 0; slot < burst.slots(); slot++) {
            incoming.incoming(burst.roomOffset(slot), PacketBurst.ROOM);
        }
        int count = socket.receive(incoming);
        for (int slot = 0; slot < count; slot++) {
            int length = incoming.isCut(slot) ? 0 : incoming.length(slot);
            if (socket.ipv6()) {
                AddressPair pair = pair(incoming.ipv6SourceHigh(slot), incoming.ipv6SourceLow(slot));
                burst.filledBare(length, pair, incoming.trafficClass(slot));
            } else {
                burst.filled(length);
            }
        }
    }

    private AddressPair pair(long sourceHigh, long sourceLow) {
        int place = (int) ((sourceLow ^ sourceLow >>> 32) & REMEMBERED - 1);
        AddressPair pair = pairs[place];
        if (pair == null || pair.sourceLow() != sourceLow || pair.sourceHigh() != sourceHigh) {
            pair = new AddressPair(true, sourceHigh, sourceLow, localHigh, localLow);
            pairs[place] = pair;
        }
        return pair;
    }
}
