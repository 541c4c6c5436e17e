package org.sctpshim.examples.demo.traffic;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;

/** Where channels come from: the JDK, or the shim around it. The channels are new: neither bound nor connected. */
public interface AssociationFactory extends AutoCloseable {
    /** A channel for the side that connects. */
    SctpChannel openChannel() throws IOException;

    /** A channel for the side that accepts. */
    SctpServerChannel openServerChannel() throws IOException;

    /** Ends what stands behind the channels, after they are closed. */
    @Override
    void close() throws IOException;

    /** The JDK's own channels, with nothing around them. */
    static AssociationFactory bare() {
        return new AssociationFactory() {
            @Override
            public SctpChannel openChannel() throws IOException {
                return SctpChannel.open();
            }

            @Override
            public SctpServerChannel openServerChannel() throws IOException {
                return SctpServerChannel.open();
            }

            @Override
            public void close() {}
        };
    }
}
