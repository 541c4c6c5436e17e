package org.sctpshim.ike.crypto;

import java.util.List;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;

/**
 * The keys of one IKE SA (RFC 7296 section 2.14): SK_d, SK_ai, SK_ar, SK_ei, SK_er, SK_pi and SK_pr. With an AEAD
 * SK_ai and SK_ar are empty (RFC 5282 section 7).
 *
 * <p>Not safe for use by several threads at once. {@link #close} wipes all of them; sealer and opener must not be used
 * after that.
 */
public final class IkeSaKeys implements AutoCloseable {
    private final IkeSuite suite;
    private final long initiatorSpi;
    private final long responderSpi;
    private SecretBytes skD;
    private final SecretBytes skAi;
    private final SecretBytes skAr;
    private final SecretBytes skEi;
    private final SecretBytes skEr;
    private SecretBytes skPi;
    private SecretBytes skPr;
    private boolean sealing;

    private IkeSaKeys(IkeSuite suite, long initiatorSpi, long responderSpi, KeyCutter cutter) {
        this.suite = suite;
        this.initiatorSpi = initiatorSpi;
        this.responderSpi = responderSpi;
        int prfOctets = suite.prf().octets();
        int integrityOctets = suite.encryption().integrityOctets();
        int cipherOctets = suite.encryption().encryptionOctets();
        this.skD = cutter.next(prfOctets);
        this.skAi = cutter.next(integrityOctets);
        this.skAr = cutter.next(integrityOctets);
        this.skEi = cutter.next(cipherOctets);
        this.skEr = cutter.next(cipherOctets);
        this.skPi = cutter.next(prfOctets);
        this.skPr = cutter.next(prfOctets);
    }

    static int materialOctets(IkeSuite suite) {
        return 3 * suite.prf().octets() + 2 * suite.encryption().materialOctets();
    }

    static IkeSaKeys of(IkeSuite suite, long initiatorSpi, long responderSpi, SecretBytes material) {
        return new IkeSaKeys(suite, initiatorSpi, responderSpi, new KeyCutter(material));
    }

    public IkeSuite suite() {
        return suite;
    }

    /**
     * What seals the messages we send. There can be only one: a second would begin its counter anew and repeat nonces.
     *
     * @param own our role in the IKE SA
     * @throws IllegalStateException when asked twice
     */
    public MessageSealer sealer(Role own) {
        if (sealing) {
            throw new IllegalStateException("these keys have a sealer already");
        }
        sealing = true;
        return new MessageSealer(cipherOf(own));
    }

    /**
     * What opens the messages the peer sends.
     *
     * @param own our role in the IKE SA
     */
    public MessageOpener opener(Role own) {
        return new MessageOpener(cipherOf(own.peer()));
    }

    /** Keys for a Child SA pair without a key exchange of its own: KEYMAT = prf+(SK_d, Ni | Nr). */
    public ChildSaKeys childSaKeys(ChildSuite child, Nonces nonces) {
        return ChildSaKeys.derive(suite.prf(), skD, child, nonces.joined().toArray());
    }

    /**
     * Keys for a Child SA pair with its own key exchange, which is consumed: KEYMAT = prf+(SK_d, g^ir | Ni | Nr).
     */
    public ChildSaKeys childSaKeys(ChildSuite child, Nonces nonces, SharedSecret shared) {
        return childSaKeys(child, nonces, shared, List.of());
    }

    /**
     * Keys for a Child SA pair with several key exchanges (RFC 9370 section 2.2.4), which are consumed: KEYMAT =
     * prf+(SK_d, SK(0) | Ni | Nr | SK(1) | ... | SK(n)).
     *
     * @param additional SK(1) to SK(n), in the order in which they took place
     */
    public ChildSaKeys childSaKeys(ChildSuite child, Nonces nonces, SharedSecret first, List<SharedSecret> additional) {
        try (SecretBytes seed = SharedSecret.joined(first, nonces, additional)) {
            return ChildSaKeys.derive(suite.prf(), skD, child, seed.exposed());
        }
    }

    /** SKEYSEED of the IKE SA that replaces this one (RFC 7296 section 2.18). */
    public Skeyseed rekeyed(IkeSuite next, Nonces nonces, SharedSecret shared) {
        return rekeyed(next, nonces, shared, List.of());
    }

    /**
     * The same with several key exchanges (RFC 9370 section 2.2.4): SKEYSEED = prf(SK_d, SK(0) | Ni | Nr | SK(1) | ... |
     * SK(n)).
     *
     * @param additional SK(1) to SK(n), in the order in which they took place
     */
    public Skeyseed rekeyed(IkeSuite next, Nonces nonces, SharedSecret first, List<SharedSecret> additional) {
        return Skeyseed.rekeyed(suite.prf(), skD, next, nonces, first, additional);
    }

    /**
     * The keys of the same IKE SA after one more key exchange in an IKE_INTERMEDIATE (RFC 9370 section 2.2.2), which is
     * consumed: SKEYSEED(n) = prf(SK_d(n-1), SK(n) | Ni | Nr). They have a sealer of their own; these here still seal and
     * open what belongs to that exchange.
     *
     * @param nonces those of IKE_SA_INIT
     */
    public IkeSaKeys strengthened(Nonces nonces, SharedSecret additional) {
        return rekeyed(suite, nonces, additional).keys(initiatorSpi, responderSpi);
    }

    /**
     * The keys with a postquantum preshared key mixed in (RFC 8784 section 3), for authentication to be tried with.
     *
     * @param ppk which stays the caller's to wipe
     */
    public PpkKeys withPpk(SecretBytes ppk) {
        return new PpkKeys(suite.prf(), ppk, skD, skPi, skPr);
    }

    /**
     * Takes the keys with a postquantum preshared key in the place of those without, which are wiped: from now on Child
     * SAs and rekeyed IKE SAs rest on it.
     */
    public void adopt(PpkKeys mixed) {
        skD.close();
        skPi.close();
        skPr.close();
        skD = mixed.skD;
        skPi = mixed.skPi;
        skPr = mixed.skPr;
    }

    /**
     * What a peer's AUTH payload covers (RFC 7296 section 2.15): its first message, the other's nonce, and prf(SK_p,
     * RestOfIDPayload).
     *
     * @param signer whose AUTH it is
     * @param firstMessage the signer's IKE_SA_INIT message, all octets as they were sent
     * @param othersNonce the nonce data of the other end
     * @param identification of the signer
     */
    public SignedOctets signedOctets(
            Role signer, Bytes firstMessage, Bytes othersNonce, Identification identification) {
        return SignedOctets.of(suite.prf(), skP(signer), firstMessage, othersNonce, identification, Bytes.EMPTY);
    }

    /**
     * The same after IKE_INTERMEDIATE exchanges, which it covers too (RFC 9242 section 3.3.2).
     *
     * @param authMessageId the message id of the first IKE_AUTH
     */
    public SignedOctets signedOctets(
            Role signer,
            Bytes firstMessage,
            Bytes othersNonce,
            Identification identification,
            IntermediateAuthentication intermediate,
            int authMessageId) {
        return SignedOctets.of(
                suite.prf(),
                skP(signer),
                firstMessage,
                othersNonce,
                identification,
                intermediate.octets(authMessageId));
    }

    /** IntAuth of one more IKE_INTERMEDIATE message, protected by these keys. */
    Bytes intermediateCode(Role sender, Bytes before, byte[] covered) {
        try (SecretBytes code = suite.prf().apply(skP(sender), before.toArray(), covered)) {
            return Bytes.of(code.exposed());
        }
    }

    private SecretBytes skP(Role signer) {
        return signer == Role.INITIATOR ? skPi : skPr;
    }

    /**
     * A line for Wireshark's ikev2_decryption_table. It gives away all that the IKE SA protects: for test
     * captures only.
     */
    public String insecureWiresharkLine() {
        return WiresharkTable.ikeLine(initiatorSpi, responderSpi, suite.encryption(), skEi, skEr, skAi, skAr);
    }

    private PayloadCipher cipherOf(Role sender) {
        boolean initiator = sender == Role.INITIATOR;
        return PayloadCipher.of(suite.encryption(), initiator ? skEi : skEr, initiator ? skAi : skAr);
    }

    @Override
    public void close() {
        skD.close();
        skAi.close();
        skAr.close();
        skEi.close();
        skEr.close();
        skPi.close();
        skPr.close();
    }

    @Override
    public String toString() {
        return "IkeSaKeys(%016x/%016x, %s)".formatted(initiatorSpi, responderSpi, suite);
    }
}
