package org.sctpshim.ike.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.CertificateEncoding;
import org.sctpshim.ike.wire.CertificateRequestPayload;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;

/** What the peer can verify and whose certificates it trusts, as its messages tell. */
public final class VerifierAbilities {
    /** Octets of a SHA-1 hash, by which RFC 7296 section 3.7 names an authority's key; no security rests on it. */
    static final int AUTHORITY_OCTETS = 20;

    private static final int MAX_AUTHORITIES = 512;

    private final Optional<Set<SignatureHash>> hashes;
    private final List<Bytes> authorities;

    private VerifierAbilities(Optional<Set<SignatureHash>> hashes, List<Bytes> authorities) {
        this.hashes = hashes;
        this.authorities = authorities;
    }

    /**
     * Reads what there is in the peer's IKE_SA_INIT message and, where it has come already, in its IKE_AUTH message.
     * What is malformed counts as not sent.
     */
    public static VerifierAbilities read(IkeMessage... messages) {
        Optional<Set<SignatureHash>> hashes = Optional.empty();
        List<Bytes> authorities = new ArrayList<>();
        for (IkeMessage message : messages) {
            Optional<NotifyPayload> notify = message.notification(NotifyType.SIGNATURE_HASH_ALGORITHMS);
            if (notify.isPresent()) {
                hashes = readHashes(notify.get());
            }
            message.all(CertificateRequestPayload.class)
                    .filter(request -> request.encoding().equals(CertificateEncoding.X509_SIGNATURE))
                    .forEach(request -> readAuthorities(request.data(), authorities));
        }
        return new VerifierAbilities(hashes, authorities);
    }

    private static Optional<Set<SignatureHash>> readHashes(NotifyPayload notify) {
        try {
            return Optional.of(SignatureHash.read(notify));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static void readAuthorities(Bytes hashes, List<Bytes> into) {
        int whole = hashes.length() - hashes.length() % AUTHORITY_OCTETS;
        for (int from = 0; from < whole && into.size() < MAX_AUTHORITIES; from += AUTHORITY_OCTETS) {
            into.add(hashes.slice(from, from + AUTHORITY_OCTETS));
        }
    }

    /** The hash algorithms of RFC 7427 that it announced; empty for a peer that knows no RFC 7427. */
    Optional<Set<SignatureHash>> hashes() {
        return hashes;
    }

    /** The SHA-1 hashes of the keys of the authorities that it trusts; empty if it did not say. */
    List<Bytes> authorities() {
        return authorities;
    }
}
