package org.sctpshim.ike.host;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.sctpshim.ike.wire.IkeMessage;

/**
 * Every notify that the code sends is heard in a run of two hosts, and every one that it acts upon has a test that is
 * named here. Which these are is read from the code itself, so that one more without a test fails.
 */
class EveryNotifyTest {
    private static final Path CODE = Path.of("src/main/java");
    private static final Pattern MENTION =
            Pattern.compile("(\\b(?:has|notification|is|equals)\\(\\s*)?NotifyType\\.([A-Z_0-9]+)");

    /** The test that shows what comes of a notify: class and method. */
    private record Shown(Class<?> by, String method) {}

    private static final Map<String, Shown> ACTED_UPON = Map.ofEntries(
            shown(
                    "ADDITIONAL_IP4_ADDRESS",
                    MobikeLadderTest.class,
                    "aRespondersNewAddressIsHeardAndItsPathsAreProtected"),
            shown(
                    "ADDITIONAL_IP6_ADDRESS",
                    MobikeConformanceTest.class,
                    "theIkeSaMovesFromIpv4ToIpv6AndTheTransportSasStay"),
            shown(
                    "ADDITIONAL_KEY_EXCHANGE",
                    HybridRekeyTest.class,
                    "aChildSaIsReplacedByTwoExchangesAndOnlyThenTheOldOneGoes"),
            shown(
                    "AUTHENTICATION_FAILED",
                    PeersRefusalsTest.class,
                    "anInitiatorThatDoesNotBelieveTheResponderSaysSoAndBothEnd"),
            shown(
                    "AUTH_LIFETIME",
                    ReauthenticationLadderTest.class,
                    "theEndThatInitiatedDoesItAndTheOtherOneTellsItTo"),
            shown(
                    "CHILDLESS_IKEV2_SUPPORTED",
                    ChildlessTest.class,
                    "anInitiatorWithoutAFirstPathAsksForNoneWhereTheResponderTakesThat"),
            shown(
                    "CHILD_SA_NOT_FOUND",
                    PeersRefusalsTest.class,
                    "aChildThatThePeerHasLostGoesWithoutAWordAndItsPathIsProtectedAnew"),
            shown("COOKIE", HandshakeLadderTest.class, "aCookieThatTheResponderDemandsComesFirstInTheNextRequest"),
            shown("COOKIE2", HostilePeerTest.class, "anotherCookie2ThanTheOneSentClosesTheIkeSa"),
            shown(
                    "IKEV2_FRAGMENTATION_SUPPORTED",
                    FragmentationLadderTest.class,
                    "onlyWhereBothTakeThemAreFragmentsSent"),
            shown("INITIAL_CONTACT", InitialContactTest.class, "withItTheOlderOnesAreDropped"),
            shown(
                    "INTERMEDIATE_EXCHANGE_SUPPORTED",
                    IntermediateLadderTest.class,
                    "anEndThatInsistsOnAFurtherOneMakesNothingWithout"),
            shown(
                    "INVALID_KE_PAYLOAD",
                    PeersRefusalsTest.class,
                    "anotherKeyExchangeForAnIkeSaIsTakenWhenThePeerAsksForIt"),
            shown(
                    "INVALID_SYNTAX",
                    PeersRefusalsTest.class,
                    "invalidSyntaxEndsTheIkeSaAtTheEndThatIsToldWithoutADelete"),
            shown("MOBIKE_SUPPORTED", HostilePeerTest.class, "aPeerWithoutMobikeIsSentNothingOfItAndMovesNothing"),
            shown(
                    "NAT_DETECTION_DESTINATION_IP",
                    HostilePeerTest.class,
                    "natDetectionInAnInformationalIsAnsweredWithOnesOwn"),
            shown(
                    "NAT_DETECTION_SOURCE_IP",
                    NatTraversalTest.class,
                    "throughANatOnlyThePairOfTheIkeSaIsProtectedAndItsEspGoesWithinUdp"),
            shown(
                    "NO_ADDITIONAL_ADDRESSES",
                    MobikeConformanceTest.class,
                    "aPeerThatHasNoOtherAddressAnyMoreLosesThePathsOfTheOthers"),
            shown(
                    "NO_ADDITIONAL_SAS",
                    PeersRefusalsTest.class,
                    "aPeerThatReplacesNoIkeSaIsReportedAndWhatItProtectsStays"),
            shown(
                    "NO_NATS_ALLOWED",
                    HostilePeerTest.class,
                    "aBrokenVowIsAnsweredWithTheCookieAndNothingOfTheRequestIsUsed"),
            shown("NO_PPK_AUTH", PostquantumKeyTest.class, "whereBothCanDoWithoutAnotherNameOrNoneMeansWithout"),
            shown(
                    "NO_PROPOSAL_CHOSEN",
                    PeersRefusalsTest.class,
                    "aPeerThatReplacesNoIkeSaIsReportedAndWhatItProtectsStays"),
            shown("PPK_IDENTITY", PostquantumKeyTest.class, "whatBothHaveGoesIntoTheKeys"),
            shown("REKEY_SA", ChildRekeyLadderTest.class, "theNewPairIsThereBeforeTheOldOneGoes"),
            shown("SET_WINDOW_SIZE", ChildLadderTest.class, "aPeerWithAWindowOfOneIsAskedOneThingAtATime"),
            shown(
                    "SIGNATURE_HASH_ALGORITHMS",
                    CertificateLadderTest.class,
                    "fourMessagesAuthenticateBothEndsByEveryKindOfKey"),
            shown(
                    "TEMPORARY_FAILURE",
                    ChildLadderTest.class,
                    "aPathThatThePeerDidNotCheckYetIsPutOffAndComesAfterItsCheck"),
            shown(
                    "SINGLE_PAIR_REQUIRED",
                    PeersRefusalsTest.class,
                    "whatTheSelectorsLackIsSaidInWordsThatNameTheRemedy"),
            shown("TS_UNACCEPTABLE", PeersRefusalsTest.class, "whatTheSelectorsLackIsSaidInWordsThatNameTheRemedy"),
            shown(
                    "UNACCEPTABLE_ADDRESSES",
                    MobikeConformanceTest.class,
                    "anInitiatorWhoseEveryPairIsUnacceptableDisconnects"),
            shown(
                    "UNEXPECTED_NAT_DETECTED",
                    MobikeConformanceTest.class,
                    "aPairOnWhichANatSeemsToBeIsTriedSeveralTimesBeforeItIsLeft"),
            shown(
                    "UPDATE_SA_ADDRESSES",
                    MobikeLadderTest.class,
                    "whenThePairGoesSilentTheInitiatorMovesTheIkeSaAndTheResponderFollows"),
            shown("USE_PPK", PostquantumKeyTest.class, "nobodyBetweenTakesTheKeyAwayUnseen"),
            shown("USE_TRANSPORT_MODE", TunnelModeTest.class, "endsWhosePoliciesAllowOneModeTakeIt"));

    private static Map.Entry<String, Shown> shown(String notify, Class<?> by, String method) {
        return entry(notify, new Shown(by, method));
    }

    private static final Map<String, Supplier<Stream<IkeMessage>>> SENT = NotifiesHeard.runs();

    @Test
    void everyNotifyThatTheCodeActsUponHasItsTest() {
        assertThat(ACTED_UPON.keySet()).containsExactlyInAnyOrderElementsOf(mentioned(true));
        ACTED_UPON.forEach((notify, shown) -> assertThat(tests(shown.by()))
                .as(notify + " is shown by " + shown.by().getSimpleName())
                .contains(shown.method()));
    }

    @Test
    void everyNotifyThatTheCodeSendsHasItsRun() {
        assertThat(SENT.keySet()).containsExactlyInAnyOrderElementsOf(mentioned(false));
    }

    @TestFactory
    Stream<DynamicTest> everyNotifyThatTheCodeSendsIsHeard() {
        return SENT.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> assertThat(row.getValue().get().flatMap(IkeMessage::notifies))
                                .extracting(notify -> notify.kind().toString())
                                .contains(row.getKey())));
    }

    private static List<String> tests(Class<?> by) {
        return AnnotationSupport.findAnnotatedMethods(by, Testable.class, HierarchyTraversalMode.TOP_DOWN).stream()
                .map(Method::getName)
                .collect(Collectors.toList());
    }

    /** The notifies that the code asks a message for, or those that it names in any other way, which is to send them. */
    private static Set<String> mentioned(boolean asked) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CODE)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !Set.of("NotifyType.java", "NotifyRule.java")
                            .contains(Objects.requireNonNull(file.getFileName()).toString()))
                    .map(EveryNotifyTest::read)
                    .flatMap(code -> MENTION.matcher(code).results())
                    .filter(mention -> (mention.group(1) != null) == asked)
                    .forEach(mention -> found.add(mention.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(found).as("the code is at " + CODE.toAbsolutePath()).isNotEmpty();
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
