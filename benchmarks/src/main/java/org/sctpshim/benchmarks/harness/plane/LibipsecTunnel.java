package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sctpshim.benchmarks.harness.machine.Namespaces;
import org.sctpshim.benchmarks.harness.peer.Charon;

/** strongSwan's ESP in user space, kernel-libipsec: a tunnel in UDP, which is all it can do. */
final class LibipsecTunnel implements PacketMover {

    private static final String FIRST = "10.98.0.1";
    private static final String SECOND = "10.98.0.2";
    private static final int ROUTES_MS = 200;

    @Override
    public String name() {
        return "strongSwan kernel-libipsec";
    }

    @Override
    public Optional<String> hindrance() {
        return Charon.hindrance();
    }

    @Override
    public Running start(Namespaces namespaces, int firstCore, int secondCore) throws IOException {
        Namespaces.ip("-n", namespaces.first(), "address", "add", FIRST, "dev", "lo");
        Namespaces.ip("-n", namespaces.second(), "address", "add", SECOND, "dev", "lo");
        Charon there = Charon.start(namespaces.second(), secondCore, Namespaces.SECOND_ADDRESS);
        Charon here = Charon.start(namespaces.first(), firstCore, Namespaces.FIRST_ADDRESS);
        Running running = new Running(FIRST, SECOND, List.of(here, there));
        try {
            there.loadTunnel(Namespaces.FIRST_ADDRESS, SECOND, FIRST);
            here.loadTunnel(Namespaces.SECOND_ADDRESS, FIRST, SECOND);
            here.initiate(1);
            TimeUnit.MILLISECONDS.sleep(ROUTES_MS);
            return running;
        } catch (IOException e) {
            running.close();
            throw e;
        } catch (InterruptedException e) {
            running.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
