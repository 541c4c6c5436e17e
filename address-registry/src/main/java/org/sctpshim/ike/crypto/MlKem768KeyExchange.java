package org.sctpshim.ike.crypto;

import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * ML-KEM-768 (FIPS 203, draft-ietf-ipsecme-ikev2-mlkem), which withstands quantum computers. The initiator sends an
 * encapsulation key of 1184 octets, the responder a ciphertext of 1088; the secret has 32.
 *
 * <p>An encapsulation key fits no datagram of 1280 octets together with the rest of IKE_SA_INIT, which cannot be
 * fragmented: it belongs into an IKE_INTERMEDIATE exchange, after a classic key exchange.
 */
final class MlKem768KeyExchange implements KeyExchange {
    static final MlKem768KeyExchange INSTANCE = new MlKem768KeyExchange();

    static final int ENCAPSULATION_KEY_OCTETS = 1184;
    static final int CIPHERTEXT_OCTETS = 1088;

    private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;
    private static final int SEED_OCTETS = 64;
    private static final int MESSAGE_OCTETS = 32;
    private static final int MODULUS = 3329;

    /** Behind the coefficients, 12 bits each, stands a seed of so many octets. */
    private static final int RHO_OCTETS = 32;

    private MlKem768KeyExchange() {}

    @Override
    public KeyExchangeMethod method() {
        return KeyExchangeMethod.ML_KEM_768;
    }

    @Override
    public EphemeralKey generate(RandomSource random) {
        return new Key(SecretBytes.adopt(random.bytes(SEED_OCTETS)));
    }

    @Override
    public Response respond(Bytes peerPublic, RandomSource random) {
        if (peerPublic.length() != ENCAPSULATION_KEY_OCTETS) {
            return refused(PublicValueFault.WRONG_LENGTH);
        }
        byte[] encoded = peerPublic.toArray();
        if (!isReduced(encoded)) {
            return refused(PublicValueFault.NOT_REDUCED);
        }
        try (SecretBytes message = SecretBytes.adopt(random.bytes(MESSAGE_OCTETS))) {
            SecretWithEncapsulation encapsulated = MLKEMGenerator.internalGenerateEncapsulated(
                    new MLKEMPublicKeyParameters(PARAMETERS, encoded), message.exposed());
            SharedSecret secret = new SharedSecret(SecretBytes.adopt(encapsulated.getSecret()));
            return new Response(Bytes.of(encapsulated.getEncapsulation()), new Agreement.Agreed(secret));
        }
    }

    private static Response refused(PublicValueFault fault) {
        return new Response(Bytes.EMPTY, new Agreement.Refused(fault));
    }

    /** Whether every coefficient is below the modulus (FIPS 203 section 7.2): two of them in three octets. */
    private static boolean isReduced(byte[] key) {
        for (int i = 0; i < key.length - RHO_OCTETS; i += 3) {
            int middle = key[i + 1] & 0xff;
            int first = (key[i] & 0xff) | (middle & 0xf) << 8;
            int second = (middle >> 4) | (key[i + 2] & 0xff) << 4;
            if (first >= MODULUS || second >= MODULUS) {
                return false;
            }
        }
        return true;
    }

    /** The key pair is made again from its seed where it is needed, so that the seed is all that is to be wiped. */
    static final class Key implements EphemeralKey {
        private final SecretBytes seed;
        private final Bytes publicValue;

        Key(SecretBytes seed) {
            this.seed = seed;
            MLKEMPrivateKeyParameters key = privateKey();
            this.publicValue = Bytes.of(key.getPublicKeyParameters().getEncoded());
            key.destroy();
        }

        private MLKEMPrivateKeyParameters privateKey() {
            return new MLKEMPrivateKeyParameters(PARAMETERS, seed.exposed());
        }

        @Override
        public Bytes publicValue() {
            return publicValue;
        }

        /** A ciphertext that was tampered with gives another secret, not a refusal (FIPS 203 section 6.3). */
        @Override
        public Agreement agree(Bytes peerPublic) {
            if (peerPublic.length() != CIPHERTEXT_OCTETS) {
                return new Agreement.Refused(PublicValueFault.WRONG_LENGTH);
            }
            MLKEMPrivateKeyParameters key = privateKey();
            byte[] secret = new MLKEMExtractor(key).extractSecret(peerPublic.toArray());
            key.destroy();
            return new Agreement.Agreed(new SharedSecret(SecretBytes.adopt(secret)));
        }

        @Override
        public void close() {
            seed.close();
        }
    }
}
