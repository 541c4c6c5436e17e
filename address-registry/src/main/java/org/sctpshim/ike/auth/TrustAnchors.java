package org.sctpshim.ike.auth;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.sctpshim.ike.wire.Bytes;

/**
 * A set of certificate authorities that are trusted together, and how (RFC 4301 section 4.4.3.2). May be used by several
 * threads.
 */
public final class TrustAnchors {
    /** Certificates of a path, the anchor not counted, that are plenty. */
    public static final int DEFAULT_MAX_PATH = 5;

    private final String name;
    private final List<X509Certificate> authorities;
    private final List<X509Certificate> intermediates;
    private volatile List<X509CRL> crls;
    private final RevocationPolicy revocation;
    private final boolean online;
    private final Duration recheckEvery;
    private final int maxPath;
    private final boolean ignoreExtendedKeyUsage;
    private final Set<Bytes> keyHashes = new LinkedHashSet<>();

    private TrustAnchors(Builder builder) {
        this.name = builder.name;
        this.authorities = List.copyOf(builder.authorities);
        this.intermediates = List.copyOf(builder.intermediates);
        this.crls = List.copyOf(builder.crls);
        this.revocation = builder.revocation;
        this.online = builder.online;
        this.recheckEvery = builder.recheckEvery;
        this.maxPath = builder.maxPath;
        this.ignoreExtendedKeyUsage = builder.ignoreExtendedKeyUsage;
        authorities.forEach(authority -> keyHashes.add(CertificateFacts.keyHash(authority.getPublicKey())));
    }

    /** Starts the description of a set; the name is for messages to operators. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** What operators call the set. */
    public String name() {
        return name;
    }

    /** The trusted certificates: authorities, or single peers' own. */
    public List<X509Certificate> authorities() {
        return authorities;
    }

    List<X509Certificate> intermediates() {
        return intermediates;
    }

    List<X509CRL> crls() {
        return crls;
    }

    /**
     * Takes other revocation lists in the place of those that were configured, as they are published anew. IKE SAs that
     * are there are judged by them once the host is told to look again. Any thread may call this.
     */
    public void renewCrls(Collection<X509CRL> others) {
        crls = List.copyOf(others);
    }

    RevocationPolicy revocation() {
        return revocation;
    }

    /** Whether OCSP responders and CRL distribution points that certificates name are asked. */
    boolean online() {
        return online;
    }

    /** How often those are asked again while an IKE SA lasts. */
    Duration recheckEvery() {
        return recheckEvery;
    }

    int maxPath() {
        return maxPath;
    }

    boolean ignoreExtendedKeyUsage() {
        return ignoreExtendedKeyUsage;
    }

    /** What CERTREQ names the authorities by. */
    Set<Bytes> keyHashes() {
        return keyHashes;
    }

    /** Whether one of the authorities that a peer asks for issued in that name. */
    boolean issuedUnder(X500Principal issuer, Collection<Bytes> requested) {
        return authorities.stream()
                .anyMatch(authority -> authority.getSubjectX500Principal().equals(issuer)
                        && requested.contains(CertificateFacts.keyHash(authority.getPublicKey())));
    }

    @Override
    public String toString() {
        return "TrustAnchors(" + name + ", " + authorities.size() + " authorities, revocation " + revocation + ")";
    }

    /** Collects what is known of a set. One thread at a time. */
    public static final class Builder {
        private final String name;
        private final List<X509Certificate> authorities = new ArrayList<>();
        private final List<X509Certificate> intermediates = new ArrayList<>();
        private final List<X509CRL> crls = new ArrayList<>();
        private RevocationPolicy revocation = RevocationPolicy.PREFER;
        private boolean online;
        private Duration recheckEvery = Duration.ofHours(1);
        private int maxPath = DEFAULT_MAX_PATH;
        private boolean ignoreExtendedKeyUsage;

        private Builder(String name) {
            this.name = name;
        }

        /** Further trusted authorities. */
        public Builder trust(Collection<X509Certificate> more) {
            authorities.addAll(more);
            return this;
        }

        /** Further certificates of authorities that are not trusted by themselves, for peers that do not send them. */
        public Builder intermediates(Collection<X509Certificate> more) {
            intermediates.addAll(more);
            return this;
        }

        /** Further revocation lists. */
        public Builder crls(Collection<X509CRL> more) {
            crls.addAll(more);
            return this;
        }

        /** How revocation is looked at; {@link RevocationPolicy#PREFER} if nothing is said. */
        public Builder revocation(RevocationPolicy policy) {
            revocation = policy;
            return this;
        }

        /** Asks OCSP responders and CRL distribution points that certificates name; they are not, if nothing is said. */
        public Builder askOnline() {
            online = true;
            return this;
        }

        /**
         * How often OCSP responders and CRL distribution points are asked again while an IKE SA lasts, where their answers
         * do not expire before; an hour if nothing is said, and at least a minute.
         */
        public Builder recheckEvery(Duration interval) {
            recheckEvery = interval;
            return this;
        }

        /** The longest path, the anchor not counted; {@link #DEFAULT_MAX_PATH} if nothing is said. */
        public Builder maxPath(int certificates) {
            maxPath = certificates;
            return this;
        }

        /** Takes certificates whose extended key usage is for something else than IKE (RFC 4945 section 5.1.3.12). */
        public Builder ignoreExtendedKeyUsage() {
            ignoreExtendedKeyUsage = true;
            return this;
        }

        /**
         * The set.
         *
         * @throws IllegalArgumentException if there is no authority, or one that is too weak
         */
        public TrustAnchors build() {
            if (authorities.isEmpty() || maxPath < 1) {
                throw new IllegalArgumentException(
                        "trust anchors \"" + name + "\" need at least one certificate and a path of at least 1");
            }
            for (X509Certificate authority : authorities) {
                Optional<String> weakness = KeyKind.fault(authority.getPublicKey());
                if (weakness.isPresent()) {
                    throw new IllegalArgumentException("trust anchor " + CertificateFacts.name(authority) + " of \""
                            + name + "\" " + weakness.get());
                }
            }
            return new TrustAnchors(this);
        }
    }
}
