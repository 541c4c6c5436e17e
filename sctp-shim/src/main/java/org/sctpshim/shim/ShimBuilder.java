package org.sctpshim.shim;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.Credentials;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.HalfOpenLimits;
import org.sctpshim.ike.host.HostEvent;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.shim.channel.ChannelEvent;
import org.sctpshim.shim.channel.ChannelSettings;
import org.sctpshim.shim.kernel.AddressText;

/** Collects what a {@link SctpShim} is told. One thread at a time. */
public final class ShimBuilder {
    private Optional<Identification> identity = Optional.empty();
    private final List<InetAddress> localAddresses = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private SecurityProfile profile = SecurityProfile.MODERN;
    private Lifetimes lifetimes = Lifetimes.DEFAULT;
    private final List<CertificateCredential> credentials = new ArrayList<>();
    private HalfOpenLimits halfOpen = HalfOpenLimits.DEFAULT;
    private Duration certificateWarning = Credentials.WARN_BEFORE;
    private int ikePort = 500;
    private int ikeNatPort = 4500;
    private NatTraversal natTraversal = NatTraversal.FORBID;
    private DataPlane.Kind esp = DataPlane.Kind.AUTO;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration nextAddressAfter = Duration.ofSeconds(4);
    private Duration pathWatchInterval = Duration.ofMillis(100);
    private Optional<Path> dangerousKeyLog = Optional.empty();
    private Consumer<ChannelEvent> events = event -> {};
    private Consumer<HostEvent> securityEvents = event -> {};

    ShimBuilder() {}

    /** Our IKE identity. */
    public ShimBuilder identity(Identification identity) {
        this.identity = Optional.of(identity);
        return this;
    }

    /** Our IKE identity as a domain name. */
    public ShimBuilder identity(String fqdn) {
        return identity(Identification.fqdn(fqdn));
    }

    /** Further addresses of ours. */
    public ShimBuilder localAddresses(InetAddress... more) {
        Collections.addAll(localAddresses, more);
        return this;
    }

    /** Further addresses of ours, in text form. */
    public ShimBuilder localAddresses(String... more) {
        for (String address : more) {
            localAddresses.add(AddressText.parse(address));
        }
        return this;
    }

    /**
     * Further certificates of ours with their keys, the preferred first; {@code PemFiles} and {@code Pkcs12File} load
     * them. A peer that names the authorities it trusts is shown one that leads to them. Their private keys are
     * wiped when the shim is closed.
     */
    public ShimBuilder credentials(CertificateCredential... more) {
        Collections.addAll(credentials, more);
        return this;
    }

    /** One more peer. They are looked up in this order, and the first that fits an identity decides. */
    public ShimBuilder peer(Peer peer) {
        peers.add(peer);
        return this;
    }

    /**
     * What algorithms are offered and accepted; {@link SecurityProfile#MODERN} if nothing is said. {@link
     * SecurityProfile#THREE_GPP} is for security gateways of mobile networks, {@link SecurityProfile#HYBRID} for secrets
     * that are to outlast quantum computers. Both ends need a profile with something in common.
     */
    public ShimBuilder profile(SecurityProfile profile) {
        this.profile = profile;
        return this;
    }

    /**
     * How many IKE SAs that others initiate may be half open at once, and from how many on every initiator must show by a
     * cookie that it is at the address it speaks from (RFC 7296 section 2.6); {@link HalfOpenLimits#DEFAULT} if nothing
     * is said.
     */
    public ShimBuilder halfOpen(HalfOpenLimits limits) {
        this.halfOpen = limits;
        return this;
    }

    /** UDP ports of IKE, 500 and 4500 if nothing is said. */
    public ShimBuilder ikePorts(int port, int natPort) {
        this.ikePort = port;
        this.ikeNatPort = natPort;
        return this;
    }

    /**
     * Whether NATs may be between this host and its peers; not, if nothing is said. Where they may, IKE goes on over the
     * second of {@link #ikePorts}, and ESP goes within UDP where one is found. Behind a NAT an association has one path: that
     * of its IKE SA, and those that policy vouches for.
     */
    public ShimBuilder natTraversal(NatTraversal policy) {
        this.natTraversal = policy;
        return this;
    }

    /** After how long SAs are replaced; Child SAs after an hour and IKE SAs after four, if nothing is said. */
    public ShimBuilder lifetimes(Lifetimes wanted) {
        this.lifetimes = wanted;
        return this;
    }

    /** Who does ESP; the kernel where it knows ESP, else this process, if nothing is said. */
    public ShimBuilder esp(DataPlane.Kind kind) {
        this.esp = kind;
        return this;
    }

    /** Longest time from {@code connect()} to an association, IKE and all; 30 s if nothing is said. */
    public ShimBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = timeout;
        return this;
    }

    /**
     * How long one remote address may leave INIT unanswered before the next one is tried; 4 s if nothing is said, which
     * is time for one retransmission by default.
     */
    public ShimBuilder nextAddressAfter(Duration silence) {
        this.nextAddressAfter = silence;
        return this;
    }

    /** Pause between two looks at the kernel's path states; 100 ms if nothing is said. */
    public ShimBuilder pathWatchInterval(Duration interval) {
        this.pathWatchInterval = interval;
        return this;
    }

    /**
     * <b>Danger:</b> writes every key in clear to a folder, so that whoever can read it can read all traffic. For
     * debugging with a dissector, never in production. The files are named as in a Wireshark profile folder.
     */
    public ShimBuilder dangerouslyLogKeysTo(Path folder) {
        this.dangerousKeyLog = Optional.of(folder);
        return this;
    }

    /** Hears what happens to associations, on the thread it happens on: it answers quickly. */
    public ShimBuilder onEvent(Consumer<ChannelEvent> listener) {
        this.events = listener;
        return this;
    }

    /** Hears what happens to IKE SAs, addresses and paths, on the IKE thread: it answers quickly and never waits. */
    public ShimBuilder onSecurityEvent(Consumer<HostEvent> listener) {
        this.securityEvents = listener;
        return this;
    }

    /**
     * What was said so far.
     *
     * @throws IllegalStateException if our identity is missing
     * @throws IllegalArgumentException if something contradicts something else
     */
    public ShimConfig config() {
        return new ShimConfig(
                identity.orElseThrow(() -> new IllegalStateException("a shim needs an IKE identity of its own")),
                localAddresses,
                peers,
                profile,
                lifetimes,
                credentials,
                halfOpen,
                certificateWarning,
                ikePort,
                ikeNatPort,
                natTraversal.over(ikeNatPort),
                esp,
                new ChannelSettings(localAddresses, connectTimeout, nextAddressAfter),
                pathWatchInterval,
                dangerousKeyLog,
                events,
                securityEvents);
    }

    /** Opens a shim with what was said so far, as {@link SctpShim#open} does. */
    public SctpShim open() throws IOException {
        return SctpShim.open(config());
    }
}
