package org.sctpshim.ike.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sctpshim.ike.crypto.Agreement;
import org.sctpshim.ike.crypto.EphemeralKey;
import org.sctpshim.ike.crypto.IkeProposal;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.IkeSuite;
import org.sctpshim.ike.crypto.KeyExchange;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.Prf;
import org.sctpshim.ike.crypto.RandomSource;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SignedOctets;
import org.sctpshim.ike.crypto.Skeyseed;
import org.sctpshim.ike.wire.AuthenticationPayload;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.Payload;

/** An IKE_AUTH in which an initiator proves itself to a responder, with nothing around it. */
final class SampleProof {
    static final Identification ALPHA = Identification.fqdn("alpha.example");
    private static final IkeSaKeys KEYS = keys();

    Identification claimed = ALPHA;
    Instant at = TestAuthority.NOW;
    RevocationAnswers answers = RevocationAnswers.OFFLINE;
    private final List<Payload> payloads = new ArrayList<>();

    private static IkeSaKeys keys() {
        RandomSource random = octets -> Arrays.fill(octets, (byte) 0x5c);
        KeyExchange curve = KeyExchange.of(KeyExchangeMethod.CURVE25519).orElseThrow();
        try (EphemeralKey key = curve.generate(random)) {
            Agreement.Agreed agreed = (Agreement.Agreed) key.agree(key.publicValue());
            IkeSuite suite = new IkeSuite(
                    IkeProposal.DEFAULT.encryption().get(0), Prf.HMAC_SHA2_256, KeyExchangeMethod.CURVE25519);
            return Skeyseed.initial(suite, new Nonces(Nonces.fresh(random), Nonces.fresh(random)), agreed.secret())
                    .keys(1, 2);
        }
    }

    static SignedOctets signed(Identification by) {
        return KEYS.signedOctets(Role.INITIATOR, Bytes.utf8("the first message"), Bytes.utf8("a nonce"), by);
    }

    /** What a verifier says of itself in IKE_SA_INIT. */
    static VerifierAbilities verifier(Payload... said) {
        return VerifierAbilities.read(
                IkeMessage.of(IkeHeader.response(1, 2, ExchangeType.IKE_SA_INIT, false, 0), said));
    }

    /** One that knows RFC 7427 and trusts these. */
    static VerifierAbilities modern(PeerAuthentication own) {
        List<Payload> said = new ArrayList<>(CertificateRequests.of(own).hashAlgorithms());
        said.addAll(CertificateRequests.of(own).authorities());
        return verifier(said.toArray(Payload[]::new));
    }

    /** Has a peer with that credential prove itself to this verifier. */
    static SampleProof by(
            CertificateCredential credential, CertificateAuthentication entry, VerifierAbilities verifier) {
        return by(credential, entry, verifier, ALPHA);
    }

    static SampleProof by(
            CertificateCredential credential,
            CertificateAuthentication entry,
            VerifierAbilities verifier,
            Identification claimed) {
        SampleProof sample = new SampleProof();
        sample.claimed = claimed;
        Proof proof = entry.prove(new ProofRequest(
                signed(claimed), new Credentials(List.of(credential), WallClock.STOPPED), () -> verifier));
        sample.payloads.addAll(((Proof.Given) proof).payloads());
        return sample;
    }

    static SampleProof by(CertificateCredential credential, CertificateAuthentication entry) {
        return by(credential, entry, modern(entry));
    }

    SampleProof with(Payload further) {
        payloads.add(further);
        return this;
    }

    SampleProof at(Instant instant) {
        at = instant;
        return this;
    }

    SampleProof answered(RevocationAnswers known) {
        answers = known;
        return this;
    }

    List<Payload> payloads() {
        return payloads;
    }

    AuthenticationPayload authentication() {
        return message().first(AuthenticationPayload.class).orElseThrow();
    }

    private IkeMessage message() {
        return new IkeMessage(IkeHeader.request(1, 2, ExchangeType.IKE_AUTH, true, 1), payloads);
    }

    Judgement judgedBy(PeerAuthentication entry) {
        return entry.judge(new PeerProof(claimed, message(), signed(claimed), at, answers));
    }

    /** Why it is refused. */
    String refusalBy(PeerAuthentication entry) {
        Judgement judgement = judgedBy(entry);
        return judgement instanceof Judgement.NotAuthentic refused ? refused.reason() : "not refused: " + judgement;
    }
}
