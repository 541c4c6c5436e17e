package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.machine.Namespaces;

/** A way for packets of protocol 132 from one namespace to the other. */
interface PacketMover {

    /** Its name. */
    String name();

    /** Why it cannot be used here. */
    default Optional<String> hindrance() {
        return Optional.empty();
    }

    /**
     * Sets it up. Closing the result takes it down.
     *
     * @param firstCore where what works for the first namespace runs
     * @param secondCore the same for the second
     */
    Running start(Namespaces namespaces, int firstCore, int secondCore) throws IOException;

    /**
     * It is there.
     *
     * @param source address of the first namespace that packets are to be sent from
     * @param target address of the second one that they are to be sent to
     * @param workers what has to be ended
     */
    record Running(String source, String target, List<AutoCloseable> workers) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            for (AutoCloseable worker : workers) {
                try {
                    worker.close();
                } catch (IOException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        }
    }
}
