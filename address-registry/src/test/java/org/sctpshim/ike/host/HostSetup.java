package org.sctpshim.ike.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.Credentials;
import org.sctpshim.ike.auth.PeerAuthentication;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.auth.TestAuthority;
import org.sctpshim.ike.crypto.CipherSpec;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.Prf;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.PeerEntry;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.session.Fragmentation;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.session.Retransmission;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.AddressRange;
import org.sctpshim.registry.IkeSaPerPair;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.PeerId;

/** What a host of a test is configured with; a test changes what it is about and leaves the rest. */
final class HostSetup {
    static final PeerId ALPHA = new PeerId("alpha");
    static final PeerId BETA = new PeerId("beta");
    static final String KEY = "a long enough pre-shared key";
    static final InetAddress A1 = address("10.1.0.1");
    static final InetAddress A2 = address("10.2.0.1");
    static final InetAddress B1 = address("10.1.0.2");
    static final InetAddress B2 = address("10.2.0.2");
    static final int ALPHA_PORT = 2905;
    static final int BETA_PORT = 2906;

    final PeerId own;
    /** The entries for peers, where they are not just the one that the other fields describe. */
    List<PadEntry> entries = List.of();

    final PeerId peer;
    Identification identification;
    Identification peerIdentification;
    /** How both ends authenticate, where it is not by the key. */
    @Nullable
    PeerAuthentication authentication;

    Credentials credentials = Credentials.NONE;
    IdentityAddresses identityAddresses = IdentityAddresses.IGNORE;
    SecretBytes key = SecretBytes.copyOf(KEY.getBytes(UTF_8));
    AddressPolicy policy = AddressPolicy.listedWithin(List.of(AddressRange.parse("10.0.0.0/8")));
    SecurityProfile profile = SecurityProfile.MODERN;
    List<InetAddress> addresses;
    List<InetAddress> peerAddresses;
    Optional<PostquantumKey> postquantumKey = Optional.empty();
    Fragmentation fragmentation = Fragmentation.DEFAULT;
    Lifetimes lifetimes = Lifetimes.DEFAULT;
    TransportMode transportMode = TransportMode.REQUIRED;
    int window = SessionParameters.DEFAULT_WINDOW;
    NatTraversal nat = NatTraversal.FORBID;
    HalfOpenLimits halfOpen = HalfOpenLimits.DEFAULT;
    boolean announces = true;
    IkeSaPerPair ikeSaPerPair = IkeSaPerPair.NEVER;

    private HostSetup(PeerId own, PeerId peer, List<InetAddress> addresses, List<InetAddress> peerAddresses) {
        this.own = own;
        this.peer = peer;
        this.identification = Identification.fqdn(own + ".example");
        this.peerIdentification = Identification.fqdn(peer + ".example");
        this.addresses = addresses;
        this.peerAddresses = peerAddresses;
    }

    static HostSetup alpha() {
        return new HostSetup(ALPHA, BETA, List.of(A1, A2), List.of(B1));
    }

    static HostSetup beta() {
        return new HostSetup(BETA, ALPHA, List.of(B1, B2), List.of(A1));
    }

    HostSetup key(String text) {
        key = SecretBytes.copyOf(text.getBytes(UTF_8));
        return this;
    }

    /** Both ends show certificates: this host one of these, the peer what {@code asked} asks for. */
    HostSetup certificates(PeerAuthentication asked, CertificateCredential... own) {
        authentication = asked;
        credentials = new Credentials(List.of(own), TestAuthority.NOW::plusNanos);
        return this;
    }

    HostSetup warnBefore(Duration time) {
        credentials = new Credentials(credentials.certificates(), credentials.clock(), time);
        return this;
    }

    HostSetup addresses(InetAddress... own) {
        addresses = List.of(own);
        return this;
    }

    HostSetup permits(String... ranges) {
        policy = AddressPolicy.listedWithin(
                Stream.of(ranges).map(AddressRange::parse).toList());
        return this;
    }

    HostSetup cipher(CipherSpec cipher) {
        return ike(new IkeProposal(List.of(cipher), List.of(Prf.HMAC_SHA2_256), List.of(KeyExchangeMethod.CURVE25519)));
    }

    HostSetup keyExchanges(KeyExchangeMethod... methods) {
        return ike(new IkeProposal(IkeProposal.DEFAULT.encryption(), IkeProposal.DEFAULT.prfs(), List.of(methods)));
    }

    private HostSetup ike(IkeProposal proposal) {
        return profile(
                new SecurityProfile("test", List.of(proposal), profile.childProposals(), profile.childKeyExchanges()));
    }

    HostSetup profile(SecurityProfile algorithms) {
        profile = algorithms;
        return this;
    }

    HostSetup lifetimes(Lifetimes wanted) {
        lifetimes = wanted;
        return this;
    }

    HostSetup transport(TransportMode mode) {
        transportMode = mode;
        return this;
    }

    /** Knows nothing of the relaxed rule, and has a peer at these addresses. */
    HostSetup strict(IkeSaPerPair perPair, InetAddress... peerAt) {
        announces = false;
        return ikeSaPerPair(perPair, peerAt);
    }

    HostSetup ikeSaPerPair(IkeSaPerPair perPair, InetAddress... peerAt) {
        ikeSaPerPair = perPair;
        peerAddresses = List.of(peerAt);
        return this;
    }

    HostSetup window(int size) {
        window = size;
        return this;
    }

    LocalEnd end() {
        Set<InetAddress> set = new LinkedHashSet<>(addresses);
        return new LocalEnd(set, own.equals(ALPHA) ? ALPHA_PORT : BETA_PORT);
    }

    HostParameters parameters() {
        SessionParameters defaults = SessionParameters.defaults(identification);
        SessionParameters session = new SessionParameters(
                identification,
                profile,
                Retransmission.ofInitiator(),
                Retransmission.ofResponder(),
                defaults.handshakePatienceNs(),
                defaults.livenessIntervalNs(),
                window,
                nat,
                announces,
                credentials,
                fragmentation,
                lifetimes);
        PeerAuthentication proof = authentication == null ? new PresharedKey(key) : authentication;
        HostPeer entry = new HostPeer(
                new PeerEntry(peer, peerIdentification, proof, postquantumKey),
                policy,
                peerAddresses,
                identityAddresses,
                transportMode,
                ikeSaPerPair);
        List<PadEntry> all = entries.isEmpty() ? List.of(entry) : entries;
        return new HostParameters(session, all, HostParameters.IKE_PORT, halfOpen);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
