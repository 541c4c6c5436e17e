package org.sctpshim.esp;

import java.net.InetAddress;
import java.util.Optional;

/**
 * All that two hosts agreed on for one direction of a path (RFC 4301 section 4.4.2.1).
 *
 * @param spi security parameters index, not 0 to 255 (RFC 4303 section 2.1)
 * @param source the sender's address: for an inbound SA the peer's
 * @param destination the receiver's address: for an inbound SA our own
 * @param ports SCTP port selector, in the packet's direction
 * @param tunnel the outer addresses in tunnel mode, where source and destination are the inner ones; empty in transport
 *     mode
 * @param encapsulation the UDP header that goes before ESP; empty where ESP goes by itself
 * @param algorithm how packets are protected
 * @param key key and salt; installing the SA wipes it
 * @param esn whether sequence numbers have 64 bits (RFC 4303 section 2.2.1)
 * @param replayWindow how many sequence numbers back a late packet is accepted; matters inbound only
 * @param soft when to ask for a rekey
 * @param hard when to stop
 * @param tag a number of the caller's own, handed back by {@link SecurityAssociation#tag}, such as a socket's index
 */
public record SaParameters(
        int spi,
        InetAddress source,
        InetAddress destination,
        SctpPorts ports,
        Optional<TunnelEnds> tunnel,
        Optional<UdpEncapsulation> encapsulation,
        EspAlgorithm algorithm,
        KeyMaterial key,
        boolean esn,
        int replayWindow,
        Lifetime soft,
        Lifetime hard,
        long tag) {

    /** The replay window when nothing else is asked for. */
    public static final int DEFAULT_REPLAY_WINDOW = 1024;

    /** The largest replay window: what a memory of 8 KiB an SA holds. */
    public static final int MAX_REPLAY_WINDOW = 65_536;

    private static final int HIGHEST_RESERVED_SPI = 255;

    public SaParameters {
        if (Integer.compareUnsigned(spi, HIGHEST_RESERVED_SPI) <= 0) {
            throw new IllegalArgumentException("SPI " + spi + " is reserved: 0 to 255 cannot name an SA");
        }
        if (key.length() != algorithm.keyMaterialBytes()) {
            throw new IllegalArgumentException(algorithm + " takes " + algorithm.keyMaterialBytes()
                    + " octets of key material (" + algorithm.aead().cipherKeyBytes() + " of cipher key, "
                    + algorithm.saltBytes() + " of salt, "
                    + algorithm.aead().integrityKeyBytes() + " of integrity key), got " + key.length());
        }
        if (replayWindow < 32 || replayWindow > MAX_REPLAY_WINDOW) {
            throw new IllegalArgumentException(
                    "the replay window must be in 32.." + MAX_REPLAY_WINDOW + ", got " + replayWindow);
        }
        AddressPair.of(source, destination);
    }

    /** Starts with what every SA needs; the rest has defaults: any port, ESN, window 1024, no limits, tag 0. */
    public static Builder builder(int spi, InetAddress source, InetAddress destination) {
        return new Builder(spi, source, destination);
    }

    /** The pair of addresses. */
    public AddressPair addresses() {
        return AddressPair.of(source, destination);
    }

    /** The address that ESP packets go to, which is that of UDP encapsulation, else the tunnel's in tunnel mode. */
    public InetAddress espDestination() {
        return encapsulation
                .map(udp -> udp.destination().getAddress())
                .or(() -> tunnel.map(TunnelEnds::destination))
                .orElse(destination);
    }

    /** The address that ESP packets come from, which is that of UDP encapsulation, else the tunnel's in tunnel mode. */
    public InetAddress espSource() {
        return encapsulation
                .map(udp -> udp.source().getAddress())
                .or(() -> tunnel.map(TunnelEnds::source))
                .orElse(source);
    }

    /** The same with another tag. */
    public SaParameters withTag(long number) {
        return with(encapsulation, number);
    }

    /** The same whose ESP goes within UDP, or by itself. */
    public SaParameters within(Optional<UdpEncapsulation> udp) {
        return with(udp, tag);
    }

    private SaParameters with(Optional<UdpEncapsulation> udp, long number) {
        return new SaParameters(
                spi, source, destination, ports, tunnel, udp, algorithm, key, esn, replayWindow, soft, hard, number);
    }

    /** Gathers parameters; each call replaces what was set before. */
    public static final class Builder {
        private final int spi;
        private final InetAddress source;
        private final InetAddress destination;
        private SctpPorts ports = SctpPorts.ANY;
        private Optional<TunnelEnds> tunnel = Optional.empty();
        private Optional<UdpEncapsulation> encapsulation = Optional.empty();
        private boolean esn = true;
        private int replayWindow = DEFAULT_REPLAY_WINDOW;
        private Lifetime soft = Lifetime.UNLIMITED;
        private Lifetime hard = Lifetime.UNLIMITED;
        private long tag;

        private Builder(int spi, InetAddress source, InetAddress destination) {
            this.spi = spi;
            this.source = source;
            this.destination = destination;
        }

        /** SCTP ports, 0 for any. */
        public Builder ports(int sourcePort, int destinationPort) {
            this.ports = new SctpPorts(sourcePort, destinationPort);
            return this;
        }

        /** Tunnel mode between these addresses. */
        public Builder tunnel(TunnelEnds ends) {
            this.tunnel = Optional.of(ends);
            return this;
        }

        /** ESP within UDP between these ends. */
        public Builder encapsulation(UdpEncapsulation udp) {
            this.encapsulation = Optional.of(udp);
            return this;
        }

        /** Whether sequence numbers have 64 bits. */
        public Builder esn(boolean extended) {
            this.esn = extended;
            return this;
        }

        /** How many sequence numbers back a late packet is accepted. */
        public Builder replayWindow(int packets) {
            this.replayWindow = packets;
            return this;
        }

        /** When to ask for a rekey. */
        public Builder soft(Lifetime lifetime) {
            this.soft = lifetime;
            return this;
        }

        /** When to stop. */
        public Builder hard(Lifetime lifetime) {
            this.hard = lifetime;
            return this;
        }

        /** A number of the caller's own. */
        public Builder tag(long number) {
            this.tag = number;
            return this;
        }

        /**
         * The parameters, in transport mode unless a tunnel was named.
         *
         * @throws IllegalArgumentException if they cannot make an SA; the message says which and why
         */
        public SaParameters build(EspAlgorithm algorithm, KeyMaterial key) {
            return new SaParameters(
                    spi,
                    source,
                    destination,
                    ports,
                    tunnel,
                    encapsulation,
                    algorithm,
                    key,
                    esn,
                    replayWindow,
                    soft,
                    hard,
                    tag);
        }
    }
}
