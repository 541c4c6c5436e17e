package org.sctpshim.ike.auth;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.OctetReader;
import org.sctpshim.ike.wire.OctetWriter;

/**
 * The hash algorithms of digital signatures that both ends tell each other of in IKE_SA_INIT (RFC 7427 section 4, RFC
 * 8420). SHA-1, number 1, is not among ours.
 */
enum SignatureHash {
    SHA2_256(2, "SHA-256", 32),
    SHA2_384(3, "SHA-384", 48),
    SHA2_512(4, "SHA-512", 64),
    /** What is signed is not hashed before: Ed25519 (RFC 8420 section 2). */
    IDENTITY(5, "none", 0);

    private final int code;
    private final String platformName;
    private final int octets;

    SignatureHash(int code, String platformName, int octets) {
        this.code = code;
        this.platformName = platformName;
        this.octets = octets;
    }

    String platformName() {
        return platformName;
    }

    /** The last number of a SHA-2 hash's object identifier, 2.16.840.1.101.3.4.2.x: one less than ours, as it happens. */
    int arc() {
        return code - 1;
    }

    int octets() {
        return octets;
    }

    /** SIGNATURE_HASH_ALGORITHMS with all that we can verify. */
    static NotifyPayload announce() {
        OctetWriter out = new OctetWriter();
        for (SignatureHash hash : values()) {
            out.u16(hash.code);
        }
        return NotifyPayload.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, out.toBytes());
    }

    /** Those of a peer's list that we have too; numbers that we do not know are skipped. */
    static Set<SignatureHash> read(NotifyPayload notify) throws MalformedMessageException {
        OctetReader in = OctetReader.over(notify.data());
        List<Integer> codes = new ArrayList<>();
        while (in.remaining() > 0) {
            codes.add(in.u16("hash algorithm"));
        }
        Set<SignatureHash> known = EnumSet.noneOf(SignatureHash.class);
        for (SignatureHash hash : values()) {
            if (codes.contains(hash.code)) {
                known.add(hash);
            }
        }
        return known;
    }
}
