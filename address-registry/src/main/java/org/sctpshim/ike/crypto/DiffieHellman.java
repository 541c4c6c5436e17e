package org.sctpshim.ike.crypto;

import java.util.Optional;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * The frame of the Diffie-Hellman methods, in which both ends do the same (RFC 7296 section 2.14): a random private key,
 * the public value made of it, and the peer's public value raised to it. A group says only how that is calculated.
 */
abstract sealed class DiffieHellman implements KeyExchange permits X25519KeyExchange, EcpKeyExchange, ModpKeyExchange {
    private final KeyExchangeMethod method;
    private final int privateOctets;
    private final int publicOctets;

    /** A method with keys of these lengths. */
    DiffieHellman(KeyExchangeMethod method, int privateOctets, int publicOctets) {
        this.method = method;
        this.privateOctets = privateOctets;
        this.publicOctets = publicOctets;
    }

    @Override
    public final KeyExchangeMethod method() {
        return method;
    }

    @Override
    public final EphemeralKey generate(RandomSource random) {
        while (true) {
            byte[] octets = random.bytes(privateOctets);
            trim(octets);
            SecretBytes candidate = SecretBytes.adopt(octets);
            Optional<EphemeralKey> key = key(candidate);
            if (key.isPresent()) {
                return key.get();
            }
            // Rejecting instead of reducing keeps keys uniform; no group rejects more than one in millions.
            candidate.close();
        }
    }

    /** The key pair of a private key, which it takes over; empty if it is none of the group's. */
    final Optional<EphemeralKey> key(SecretBytes privateKey) {
        return publicValue(privateKey).map(own -> new Key(this, privateKey, own));
    }

    /** Clears the bits of random octets that no private key has. */
    void trim(byte[] candidate) {
        // As a rule there are none.
    }

    /** The public value of a private key; empty if it is none of the group's. */
    abstract Optional<Bytes> publicValue(SecretBytes privateKey);

    /** The secret shared with the peer, whose public value has the right length. */
    abstract Agreement agree(SecretBytes privateKey, Bytes peerPublic);

    private static final class Key implements EphemeralKey {
        private final DiffieHellman group;
        private final SecretBytes privateKey;
        private final Bytes publicValue;

        Key(DiffieHellman group, SecretBytes privateKey, Bytes publicValue) {
            this.group = group;
            this.privateKey = privateKey;
            this.publicValue = publicValue;
        }

        @Override
        public Bytes publicValue() {
            return publicValue;
        }

        @Override
        public Agreement agree(Bytes peerPublic) {
            return peerPublic.length() == group.publicOctets
                    ? group.agree(privateKey, peerPublic)
                    : new Agreement.Refused(PublicValueFault.WRONG_LENGTH);
        }

        @Override
        public void close() {
            privateKey.close();
        }
    }
}
