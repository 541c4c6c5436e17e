package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Connects a channel to one address within a time. */
interface Dialler {
    /**
     * Connects a bound, blocking channel; it is blocking again afterwards.
     *
     * @throws java.net.SocketTimeoutException if nobody answered in time; the channel is of no use then
     * @throws java.nio.channels.ClosedByInterruptException if the thread was interrupted; its interrupt status is set
     */
    void dial(SctpChannel channel, InetSocketAddress remote, Duration timeout) throws IOException;
}
