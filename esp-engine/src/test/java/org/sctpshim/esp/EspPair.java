package org.sctpshim.esp;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import org.sctpshim.esp.aead.JdkAeadProvider;

/** Two engines: what alpha seals, beta is to open. */
final class EspPair {

    static final int SPI = 0xc0ff_ee01;
    static final byte[] KEY = key(1, EspAlgorithm.AES_GCM_16_128);

    final EspEngine alpha;
    final EspEngine beta;
    OutboundSa out;
    InboundSa in;

    private EspPair(SaParameters forAlpha, SaParameters forBeta) {
        alpha = engine(forAlpha.algorithm());
        beta = engine(forBeta.algorithm());
        out = alpha.installOutbound(forAlpha, 0);
        in = beta.installInbound(forBeta, 0);
    }

    private static EspEngine engine(EspAlgorithm algorithm) {
        return algorithm.leavesPacketsInClear()
                ? EspEngine.insecureAllowingClearPackets(new JdkAeadProvider())
                : new EspEngine(new JdkAeadProvider());
    }

    static EspPair of(EspAlgorithm algorithm, boolean esn) {
        return new EspPair(parameters(algorithm, esn), parameters(algorithm, esn));
    }

    private static SaParameters parameters(EspAlgorithm algorithm, boolean esn) {
        return SaParameters.builder(SPI, SctpPackets.ALPHA4, SctpPackets.BETA4)
                .esn(esn)
                .build(algorithm, KeyMaterial.copyOf(key(9, algorithm)));
    }

    static EspPair ipv4(boolean esn) {
        return new EspPair(ipv4Parameters(esn), ipv4Parameters(esn));
    }

    static EspPair ipv6(boolean esn) {
        return new EspPair(ipv6Parameters(esn), ipv6Parameters(esn));
    }

    static EspPair of(SaParameters forAlpha, SaParameters forBeta) {
        return new EspPair(forAlpha, forBeta);
    }

    static byte[] key(long seed, EspAlgorithm algorithm) {
        byte[] key = new byte[algorithm.keyMaterialBytes()];
        new Random(seed).nextBytes(key);
        return key;
    }

    static SaParameters ipv4Parameters(boolean esn) {
        return parameters(SctpPackets.ALPHA4, SctpPackets.BETA4, esn);
    }

    static SaParameters ipv6Parameters(boolean esn) {
        return parameters(SctpPackets.ALPHA6, SctpPackets.BETA6, esn);
    }

    private static SaParameters parameters(InetAddress source, InetAddress destination, boolean esn) {
        return SaParameters.builder(SPI, source, destination)
                .esn(esn)
                .build(EspAlgorithm.AES_GCM_16_128, KeyMaterial.copyOf(KEY));
    }

    /** A burst of one with an IP packet. */
    static PacketBurst burst(byte[]... packets) {
        PacketBurst burst = new PacketBurst(Math.max(1, packets.length));
        for (byte[] packet : packets) {
            burst.memory().put(burst.roomOffset(burst.size()), packet);
            burst.filled(packet.length);
        }
        return burst;
    }

    static byte[] packet(PacketBurst burst, int slot) {
        byte[] packet = new byte[burst.length(slot)];
        burst.memory().get(burst.offset(slot), packet);
        return packet;
    }

    static byte[] esp(PacketBurst burst, int slot) {
        byte[] esp = new byte[burst.espLength(slot)];
        burst.memory().get(burst.espOffset(slot), esp);
        return esp;
    }

    /** Seals one packet that must be sealed. */
    byte[] seal(byte[] clear) {
        PacketBurst burst = burst(clear);
        alpha.seal(burst, 0);
        if (burst.verdict(0) != Verdict.SEALED) {
            throw new AssertionError("not sealed: " + burst.verdict(0));
        }
        return packet(burst, 0);
    }

    /** Opens one packet and tells the verdict. */
    Verdict open(byte[] sealed) {
        PacketBurst burst = burst(sealed);
        beta.open(burst, 0);
        return burst.verdict(0);
    }

    static byte[] withBitFlipped(byte[] packet, int bit) {
        byte[] flipped = Arrays.copyOf(packet, packet.length);
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
