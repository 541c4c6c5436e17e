package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sctpshim.benchmarks.harness.machine.CompiledProgram;
import org.sctpshim.benchmarks.harness.machine.Namespaces;

/** The ceiling of a userspace plane: a C program that moves packets in bursts between a TUN device and raw sockets. */
final class Forwarder implements PacketMover {

    private static final String FIRST = "10.98.0.1";
    private static final String SECOND = "10.98.0.2";
    private static final String DEVICE = "tun0";

    private final Programs programs;

    Forwarder(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String name() {
        return "C forwarder without crypto";
    }

    @Override
    public Optional<String> hindrance() {
        return CompiledProgram.hindrance();
    }

    @Override
    public Running start(Namespaces namespaces, int firstCore, int secondCore) throws IOException {
        Worker there = end(
                namespaces.second(), secondCore, Namespaces.SECOND_ADDRESS, Namespaces.FIRST_ADDRESS, SECOND, FIRST);
        Worker here =
                end(namespaces.first(), firstCore, Namespaces.FIRST_ADDRESS, Namespaces.SECOND_ADDRESS, FIRST, SECOND);
        return new Running(FIRST, SECOND, List.of(here, there));
    }

    private Worker end(String namespace, int core, String local, String remote, String inner, String innerRemote)
            throws IOException {
        Worker worker = Worker.start(
                namespace, core, List.of(programs.forwarder().file().toString(), DEVICE, local, remote));
        worker.awaitReady();
        Namespaces.ip("-n", namespace, "address", "add", inner, "peer", innerRemote, "dev", DEVICE);
        Namespaces.ip("-n", namespace, "link", "set", DEVICE, "up");
        return worker;
    }
}
