package org.sctpshim.esp.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sctpshim.esp.linux.SyscallException;
import org.sctpshim.esp.linux.Sysctl;
import org.sctpshim.esp.linux.TunDevice;

/** The TUN device below the kernel's SCTP, and its settings. */
final class InterceptingDevice {

    private static final int EBUSY = 16;
    private static final Path IPV6 = Path.of("/proc/sys/net/ipv6");

    private InterceptingDevice() {}

    /** Whether the kernel has IPv6. */
    static boolean kernelHasIpv6() {
        return Files.exists(IPV6);
    }

    /** Makes the device, still down. */
    static TunDevice open(String name) throws IOException {
        TunDevice device = make(name);
        try {
            // What is routed here is about to be sealed: the policy that drops clear packets must not see it.
            Sysctl.write("net/ipv4/conf/" + name + "/disable_xfrm", "1");
            if (kernelHasIpv6()) {
                // No link-local address, so that the kernel does not look for routers and neighbours here.
                Sysctl.write("net/ipv6/conf/" + name + "/addr_gen_mode", "1");
                Sysctl.write("net/ipv6/conf/" + name + "/accept_ra", "0");
            }
            return device;
        } catch (IOException e) {
            device.close();
            throw e;
        }
    }

    private static TunDevice make(String name) throws IOException {
        try {
            return TunDevice.open(name);
        } catch (SyscallException e) {
            if (e.errno() != EBUSY) {
                throw e;
            }
            throw new IOException(
                    "device " + name
                            + " is in use: another data plane runs in this network namespace; stop it or use it",
                    e);
        }
    }
}
