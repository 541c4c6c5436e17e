package org.sctpshim.benchmarks.harness.plane;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sctpshim.benchmarks.harness.machine.Namespaces;

/** The greatest rate, in thousands of packets a second, at which (almost) all packets arrive; found by halving. */
final class LosslessRate extends MoverSubject {

    /** What may be lost: the scheduler takes a core away now and then. */
    private static final double ACCEPTED_LOSS = 0.001;

    private static final int HIGHEST_RATE = 2_000_000;
    private static final int WARM_UP_RATE = 20_000;
    private static final int WARM_UP_MS = 2_000;
    private static final int PROBE_MS = 500;
    private static final int PROBES = 7;
    private static final int SETTLE_MS = 50;
    private static final double PACKETS_PER_KILOPACKET = 1_000;
    private static final double MS_PER_S = 1_000;

    LosslessRate(PacketMover mover, Programs programs) {
        super(mover, programs);
    }

    @Override
    public double measure(String octets) throws IOException {
        String program = programs.packets().file().toString();
        try (Namespaces namespaces = Namespaces.pair();
                PacketMover.Running path = mover.start(namespaces, 0, 1);
                Worker receiver = Worker.start(namespaces.second(), 1, List.of(program, "receive"));
                Worker sender = Worker.start(
                        namespaces.first(), 0, List.of(program, "send", path.source(), path.target(), octets))) {
            receiver.ask("");
            delivered(sender, receiver, WARM_UP_RATE, WARM_UP_MS);
            double low = 0;
            double high = delivered(sender, receiver, HIGHEST_RATE, PROBE_MS).rate() * 2;
            for (int probe = 0; probe < PROBES; probe++) {
                double middle = (low + high) / 2;
                Delivered outcome = delivered(sender, receiver, (long) middle, PROBE_MS);
                if (outcome.isWhole()) {
                    low = Math.max(low, outcome.rate());
                } else {
                    high = middle;
                }
            }
            if (low == 0) {
                throw new IOException("no packets arrived at any rate");
            }
            return low / PACKETS_PER_KILOPACKET;
        }
    }

    private record Delivered(long sent, long received, int ms) {
        double rate() {
            return received * MS_PER_S / ms;
        }

        boolean isWhole() {
            return received > 0 && received >= sent * (1 - ACCEPTED_LOSS);
        }
    }

    private static Delivered delivered(Worker sender, Worker receiver, long rate, int ms) throws IOException {
        long sent = sender.ask(Math.max(1, rate) + " " + ms);
        long received = 0;
        long more = -1;
        while (more != 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            more = receiver.ask("");
            received += more;
        }
        return new Delivered(sent, received, ms);
    }
}
