package org.sctpshim.esp.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.sctpshim.esp.EspAlgorithm;
import org.sctpshim.esp.Lifetime;
import org.sctpshim.esp.SaParameters;
import org.sctpshim.esp.linux.XfrmAlgorithm;
import org.sctpshim.esp.linux.XfrmLimits;
import org.sctpshim.esp.linux.XfrmState;
import org.sctpshim.esp.linux.XfrmStates;

/** The engine's words for SAs in those of the kernel. */
final class KernelEsp {

    private static final int TRIAL_SPI = 0x5c7b_0001;

    private KernelEsp() {}

    /**
     * The kernel's names of an algorithm.
     *
     * @throws IllegalArgumentException if it leaves packets in clear
     */
    static XfrmAlgorithm algorithm(EspAlgorithm algorithm) {
        int icvBits = algorithm.icvBytes() * Byte.SIZE;
        return switch (algorithm) {
            case AES_GCM_16_128, AES_GCM_16_192, AES_GCM_16_256 -> new XfrmAlgorithm.Aead("rfc4106(gcm(aes))", icvBits);
            case CHACHA20_POLY1305 -> new XfrmAlgorithm.Aead("rfc7539esp(chacha20,poly1305)", icvBits);
            case AES_CBC_128_HMAC_SHA2_256_128, AES_CBC_256_HMAC_SHA2_256_128 -> cbc(algorithm, "hmac(sha256)");
            case AES_CBC_128_HMAC_SHA2_384_192, AES_CBC_256_HMAC_SHA2_384_192 -> cbc(algorithm, "hmac(sha384)");
            case AES_CBC_128_HMAC_SHA2_512_256, AES_CBC_256_HMAC_SHA2_512_256 -> cbc(algorithm, "hmac(sha512)");
            default ->
                throw new IllegalArgumentException(
                        algorithm + " leaves packets in clear: the kernel's plane does not take it");
        };
    }

    private static XfrmAlgorithm cbc(EspAlgorithm algorithm, String mac) {
        return new XfrmAlgorithm.EncryptThenMac(
                "cbc(aes)", algorithm.keyBits() / Byte.SIZE, mac, algorithm.icvBytes() * Byte.SIZE);
    }

    /** A limit in whole seconds, rounded up: an SA never ends early. */
    static XfrmLimits limits(Lifetime lifetime) {
        long second = TimeUnit.SECONDS.toNanos(1);
        long seconds = lifetime.timeNs() == Long.MAX_VALUE ? 0 : (lifetime.timeNs() - 1) / second + 1;
        return new XfrmLimits(limit(lifetime.bytes()), limit(lifetime.packets()), seconds);
    }

    /** Whether the kernel of the calling thread's network namespace can do ESP with AES-GCM. Tries it on the loopback. */
    static boolean isThere() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        EspAlgorithm usual = EspAlgorithm.AES_GCM_16_128;
        XfrmState trial = new XfrmState(
                TRIAL_SPI,
                loopback,
                loopback,
                false,
                loopback,
                loopback,
                0,
                0,
                0,
                algorithm(usual),
                true,
                SaParameters.DEFAULT_REPLAY_WINDOW,
                XfrmLimits.UNLIMITED,
                XfrmLimits.UNLIMITED);
        try (XfrmStates states = XfrmStates.open()) {
            states.remove(TRIAL_SPI, loopback);
            states.add(trial, new byte[usual.keyMaterialBytes()]);
            states.remove(TRIAL_SPI, loopback);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long limit(long count) {
        return count == Long.MAX_VALUE ? XfrmLimits.NONE : count;
    }
}
