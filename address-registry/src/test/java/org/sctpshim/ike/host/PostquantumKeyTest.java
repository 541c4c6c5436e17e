package org.sctpshim.ike.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;

/** Keys of IKE SAs that a postquantum pre-shared key goes into (RFC 8784). */
class PostquantumKeyTest {
    private static final Optional<PostquantumKey> NONE = Optional.empty();

    @Test
    @Requirement({"RFC 8784 3-1", "RFC 8784 3-2", "RFC 8784 3-3"})
    void whatBothHaveGoesIntoTheKeys() {
        for (boolean ofAlpha : List.of(true, false)) {
            for (boolean ofBeta : List.of(true, false)) {
                Ladder ladder = ladder(key("winter", "a secret", ofAlpha), key("winter", "a secret", ofBeta));
                ladder.established();
                ladder.agree();
            }
        }
    }

    @Test
    void twoEndsWhoseKeysOfOneNameDifferMakeNothing() {
        Ladder ladder = ladder(key("winter", "a secret", false), key("winter", "another", false));
        ladder.alpha.opens();
        ladder.settle();
        nothing(ladder);
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED");
    }

    @Test
    @Requirement("RFC 8784 3-5")
    void whereBothCanDoWithoutAnotherNameOrNoneMeansWithout() {
        ladder(key("winter", "a secret", false), NONE).established();
        ladder(NONE, key("winter", "a secret", false)).established();
        ladder(key("winter", "a secret", false), key("summer", "a secret", false))
                .established();
    }

    @Test
    @Requirement("RFC 8784 3-6")
    void anInitiatorThatInsistsSaysThatThePeerHasNone() {
        Ladder ladder = ladder(key("winter", "a secret", true), NONE);
        ladder.alpha.opens();
        ladder.settle();
        nothing(ladder);
        assertThat(ladder.alpha.lastEnd()).contains("takes no postquantum pre-shared key");
    }

    @Test
    @Requirement("RFC 8784 3-4")
    void aResponderThatInsistsRefusesWhoeverComesWithoutOrWithAnother() {
        for (Optional<PostquantumKey> other : List.of(NONE, key("summer", "a secret", false))) {
            Ladder ladder = ladder(other, key("winter", "a secret", true));
            ladder.alpha.opens();
            ladder.settle();
            nothing(ladder);
            assertThat(ladder.beta.events(HostEvent.AuthenticationFailed.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.reason())
                            .contains("does not use the postquantum pre-shared key that is mandatory"));
        }
    }

    @Test
    void anInitiatorThatInsistsIsRefusedByOneThatHasAnother() {
        Ladder ladder = ladder(key("winter", "a secret", true), key("summer", "a secret", false));
        ladder.alpha.opens();
        ladder.settle();
        nothing(ladder);
        assertThat(ladder.beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).contains("insists on a postquantum pre-shared key"));
    }

    @Test
    void anotherKeyUnderTheSameNameIsSuspectedAtBothEnds() {
        Ladder ladder = ladder(key("winter", "a secret", true), key("winter", "another", true));
        ladder.alpha.opens();
        ladder.settle();
        nothing(ladder);
        assertThat(ladder.beta.events(HostEvent.AuthenticationFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.reason())
                        .endsWith("the pre-shared keys differ, or the postquantum pre-shared keys do"));
        assertThat(ladder.alpha.lastEnd()).contains("AUTHENTICATION_FAILED", "another postquantum pre-shared key");
    }

    @Test
    void itGoesTogetherWithAPostQuantumKeyExchange() {
        HostSetup alpha = HostSetup.alpha().profile(SecurityProfile.HYBRID);
        HostSetup beta = HostSetup.beta().profile(SecurityProfile.HYBRID);
        alpha.postquantumKey = key("winter", "a secret", true);
        beta.postquantumKey = key("winter", "a secret", true);
        Ladder ladder = new Ladder(alpha, beta);
        ladder.established();
        ladder.agree();
    }

    @Test
    void nobodyBetweenTakesTheKeyAwayUnseen() {
        Ladder ladder = ladder(key("winter", "a secret", false), key("winter", "a secret", false));
        ladder.alpha.opens();
        ladder.beta.receives(without(ladder.alpha.sends("IKE_SA_INIT request 0")));
        ladder.settle();
        nothing(ladder);
    }

    private static void nothing(Ladder ladder) {
        assertThat(ladder.alpha.ike.establishedCount()).isZero();
        assertThat(ladder.beta.ike.establishedCount()).isZero();
        assertThat(ladder.alpha.installed).isEmpty();
        assertThat(ladder.beta.installed).isEmpty();
    }

    private static IkeDatagram without(IkeDatagram request) {
        try {
            IkeMessage message = MessageReader.read(request.content().toArray());
            List<Payload> payloads = new ArrayList<>(message.payloads());
            boolean was = payloads.removeIf(
                    payload -> payload instanceof NotifyPayload notify && notify.is(NotifyType.USE_PPK));
            assertThat(was).isTrue();
            return new IkeDatagram(
                    request.endpoints(), Bytes.of(MessageWriter.write(new IkeMessage(message.header(), payloads))));
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<PostquantumKey> key(String name, String secret, boolean mandatory) {
        return Optional.of(new PostquantumKey(Bytes.utf8(name), SecretBytes.copyOf(secret.getBytes(UTF_8)), mandatory));
    }

    private static Ladder ladder(Optional<PostquantumKey> ofAlpha, Optional<PostquantumKey> ofBeta) {
        HostSetup alpha = HostSetup.alpha();
        alpha.postquantumKey = ofAlpha;
        HostSetup beta = HostSetup.beta();
        beta.postquantumKey = ofBeta;
        return new Ladder(alpha, beta);
    }
}
