package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpStandardSocketOptions;
import java.io.IOException;

/**
 * Has the kernel drop an association at once when the process dies with its channel open, by {@code SO_LINGER} of 0.
 *
 * <p>Otherwise the kernel would begin a SHUTDOWN that cannot be completed, since nobody protects its packets any more,
 * and the association would hold its port for five minutes, in which no server could listen there again. A channel that
 * is closed in good order shuts down as its application has wished: {@link #disarm} comes first.
 *
 * <p>Any thread may call any method.
 */
final class AbortOnDeath {
    private static final Integer NO_LINGER = -1;

    private Integer wished = NO_LINGER;
    private boolean armed;

    synchronized void arm(SctpChannel channel) throws IOException {
        channel.setOption(SctpStandardSocketOptions.SO_LINGER, 0);
        armed = true;
    }

    /** The application's own wish, which holds from the moment of closing; to be told whether armed or not. */
    synchronized void wish(Integer linger) {
        wished = linger;
    }

    synchronized Integer wished() {
        return wished;
    }

    synchronized boolean isArmed() {
        return armed;
    }

    synchronized void disarm(SctpChannel channel) throws IOException {
        if (armed && channel.isOpen()) {
            channel.setOption(SctpStandardSocketOptions.SO_LINGER, wished);
        }
        armed = false;
    }
}
