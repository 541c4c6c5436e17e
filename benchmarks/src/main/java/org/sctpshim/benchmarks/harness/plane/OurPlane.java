package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sctpshim.benchmarks.harness.machine.Namespaces;

/** Our userspace plane, a JVM an end. */
final class OurPlane implements PacketMover {

    private final Path java;
    private final boolean withinUdp;

    OurPlane(Path java, boolean withinUdp) {
        this.java = java;
        this.withinUdp = withinUdp;
    }

    @Override
    public String name() {
        return "sctp-shim, userspace plane" + (withinUdp ? ", ESP within UDP" : "");
    }

    @Override
    public Running start(Namespaces namespaces, int firstCore, int secondCore) throws IOException {
        Worker there = end(namespaces.second(), secondCore, Namespaces.SECOND_ADDRESS, Namespaces.FIRST_ADDRESS);
        Worker here = end(namespaces.first(), firstCore, Namespaces.FIRST_ADDRESS, Namespaces.SECOND_ADDRESS);
        return new Running(Namespaces.FIRST_ADDRESS, Namespaces.SECOND_ADDRESS, List.of(here, there));
    }

    private Worker end(String namespace, int core, String local, String remote) throws IOException {
        Worker worker = Worker.start(
                namespace,
                core,
                List.of(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlaneEnd.class.getName(),
                        local,
                        remote,
                        withinUdp ? PlaneEnd.WITHIN_UDP : "by-itself"));
        worker.awaitReady();
        return worker;
    }
}
