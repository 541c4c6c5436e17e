package org.sctpshim.ike.crypto;

import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.ike.wire.OctetWriter;

/**
 * Makes and recognises a responder's cookies (RFC 7296 section 2.6), of which nothing is kept:
 *
 * <pre>
 * version of the secret (1 octet) | HMAC-SHA2-256(secret, Ni | IPi | SPIi)
 * </pre>
 *
 * <p>The secret changes each minute while cookies are being made; those made with the one before are recognised for
 * another minute. Costs two hashes at most, whatever it is asked. Not safe for use by several threads at once.
 */
public final class CookieSecrets {
    /** Octets of a cookie; RFC 7296 allows 64. */
    public static final int COOKIE_OCTETS = 33;

    private static final int SECRET_OCTETS = 32;
    private static final long PERIOD_NS = 60_000_000_000L;

    private final RandomSource random;
    private @Nullable Secret current;
    private @Nullable Secret previous;

    private record Secret(int version, SecretBytes key, long madeNs) {}

    /** Takes its secrets from there; none is made before the first cookie. */
    public CookieSecrets(RandomSource random) {
        this.random = random;
    }

    /** The cookie for a request with this nonce and SPI from this address. */
    public Bytes cookie(Bytes nonce, IpAddress source, long initiatorSpi, long nowNs) {
        Secret secret = current;
        if (secret == null || nowNs - secret.madeNs() >= PERIOD_NS) {
            secret = next(secret, nowNs);
        }
        return cookie(secret, nonce, source, initiatorSpi);
    }

    /** Whether this host made the cookie for such a request within the last two minutes at most. */
    public boolean made(Bytes cookie, Bytes nonce, IpAddress source, long initiatorSpi, long nowNs) {
        return matches(current, cookie, nonce, source, initiatorSpi, nowNs)
                || matches(previous, cookie, nonce, source, initiatorSpi, nowNs);
    }

    private Secret next(@Nullable Secret old, long nowNs) {
        if (previous != null) {
            previous.key().close();
        }
        previous = old;
        int version = old == null ? 1 : (old.version() + 1) & 0xff;
        Secret made = new Secret(version, SecretBytes.adopt(random.bytes(SECRET_OCTETS)), nowNs);
        current = made;
        return made;
    }

    private static boolean matches(
            @Nullable Secret secret, Bytes cookie, Bytes nonce, IpAddress source, long initiatorSpi, long nowNs) {
        if (secret == null || nowNs - secret.madeNs() >= 2 * PERIOD_NS || cookie.length() != COOKIE_OCTETS) {
            return false;
        }
        try (SecretBytes expected = SecretBytes.adopt(
                        cookie(secret, nonce, source, initiatorSpi).toArray());
                SecretBytes actual = SecretBytes.adopt(cookie.toArray())) {
            return expected.equals(actual);
        }
    }

    private static Bytes cookie(Secret secret, Bytes nonce, IpAddress source, long initiatorSpi) {
        byte[] spi = new OctetWriter().i64(initiatorSpi).toArray();
        try (SecretBytes hash = Prf.HMAC_SHA2_256.apply(
                secret.key(), nonce.toArray(), source.octets().toArray(), spi)) {
            return Bytes.concat(Bytes.of((byte) secret.version()), Bytes.of(hash.exposed()));
        }
    }
}
