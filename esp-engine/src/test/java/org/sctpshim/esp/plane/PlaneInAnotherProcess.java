package org.sctpshim.esp.plane;

import org.sctpshim.esp.aead.JdkAeadProvider;

/** A process that opens a plane, protects the test path and one more, says so, and waits to be killed. */
final class PlaneInAnotherProcess {

    private PlaneInAnotherProcess() {}

    public static void main(String[] args) throws Exception {
        try (UserspacePlane plane = UserspacePlane.open(PlaneSettings.DEFAULT, new JdkAeadProvider(), event -> {})) {
            for (boolean ipv6 : new boolean[] {false, true}) {
                PlanePath path = TwoHosts.path(ipv6);
                plane.installOutbound(TwoHosts.parameters(0x1000, path.local(), path.remote()));
                plane.installInbound(TwoHosts.parameters(0x2000, path.remote(), path.local()));
            }
            System.out.println("protected");
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
