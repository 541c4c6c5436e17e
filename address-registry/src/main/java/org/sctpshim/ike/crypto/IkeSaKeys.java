package org.sctpshim.ike.crypto;

import java.util.HexFormat;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;

/**
 * The keys of one IKE SA (RFC 7296 section 2.14): SK_d, SK_ei, SK_er, SK_pi and SK_pr; an AEAD has no SK_a (RFC 5282
 * section 7).
 *
 * <p>Not safe for use by several threads at once. {@link #close} wipes all of them; sealer and opener must not be used
 * after that.
 */
public final class IkeSaKeys implements AutoCloseable {
    private final IkeSuite suite;
    private final long initiatorSpi;
    private final long responderSpi;
    private final SecretBytes skD;
    private final SecretBytes skEi;
    private final SecretBytes skEr;
    private final SecretBytes skPi;
    private final SecretBytes skPr;
    private boolean sealing;

    private IkeSaKeys(IkeSuite suite, long initiatorSpi, long responderSpi, KeyCutter cutter) {
        this.suite = suite;
        this.initiatorSpi = initiatorSpi;
        this.responderSpi = responderSpi;
        int prfOctets = suite.prf().octets();
        int cipherOctets = suite.encryption().materialOctets();
        this.skD = cutter.next(prfOctets);
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
        return new MessageSealer(new AesGcmPayloadCipher(encryptionKey(own)));
    }

    /**
     * What opens the messages the peer sends.
     *
     * @param own our role in the IKE SA
     */
    public MessageOpener opener(Role own) {
        return new MessageOpener(new AesGcmPayloadCipher(encryptionKey(own.peer())));
    }

    /** Keys for a Child SA pair without a key exchange of its own: KEYMAT = prf+(SK_d, Ni | Nr). */
    public ChildSaKeys childSaKeys(ChildSuite child, Nonces nonces) {
        return ChildSaKeys.derive(suite.prf(), skD, child, nonces.joined().toArray());
    }

    /**
     * Keys for a Child SA pair with its own key exchange, which is consumed: KEYMAT = prf+(SK_d, g^ir | Ni | Nr).
     */
    public ChildSaKeys childSaKeys(ChildSuite child, Nonces nonces, SharedSecret shared) {
        try (shared) {
            return ChildSaKeys.derive(
                    suite.prf(),
                    skD,
                    child,
                    shared.secret().exposed(),
                    nonces.joined().toArray());
        }
    }

    /** SKEYSEED of the IKE SA that replaces this one (RFC 7296 section 2.18). */
    public Skeyseed rekeyed(IkeSuite next, Nonces nonces, SharedSecret shared) {
        return Skeyseed.rekeyed(suite.prf(), skD, next, nonces, shared);
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
        SecretBytes key = signer == Role.INITIATOR ? skPi : skPr;
        try (SecretBytes maced = suite.prf().apply(key, identification.body().toArray())) {
            return new SignedOctets(suite.prf(), Bytes.concat(firstMessage, othersNonce, Bytes.of(maced.exposed())));
        }
    }

    /**
     * A line for Wireshark's ikev2_decryption_table. It gives away all that the IKE SA protects: for test
     * captures only.
     */
    public String insecureWiresharkLine() {
        HexFormat hex = HexFormat.of();
        return "%016x,%016x,%s,%s,\"AES-GCM-%d with 16 octet ICV [RFC5282]\",\"\",\"\",\"NONE [RFC4306]\""
                .formatted(
                        initiatorSpi,
                        responderSpi,
                        hex.formatHex(skEi.exposed()),
                        hex.formatHex(skEr.exposed()),
                        suite.encryption().keyBits());
    }

    private SecretBytes encryptionKey(Role sender) {
        return sender == Role.INITIATOR ? skEi : skEr;
    }

    @Override
    public void close() {
        skD.close();
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
