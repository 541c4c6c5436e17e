package org.sctpshim.shim.channel;

import com.sun.nio.sctp.SctpChannel;
import java.io.IOException;

/** Opens the ordinary channels below protected ones. */
@FunctionalInterface
interface ChannelOpener {
    SctpChannel open() throws IOException;
}
