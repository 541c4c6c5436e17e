package org.sctpshim.ike.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sctpshim.conformance.Requirement;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IdentificationType;
import org.sctpshim.ike.wire.IpAddress;

/** Which of the six types of identity each pattern is for. */
class IdentityPatternTest {
    private static final Identification FQDN = Identification.fqdn("hss.core.Operator.example");
    private static final Identification MAIL = Identification.email("ops@core.operator.example");
    private static final Identification DN = Names.distinguishedName("CN=hss,OU=core,O=Operator,C=SE");
    private static final Identification V4 = address("10.1.0.7");
    private static final Identification V6 = address("fd00:1::7");
    private static final Identification KEY_ID = Identification.keyId(Bytes.utf8("hss.core.Operator.example"));
    private static final List<Identification> ALL = List.of(FQDN, MAIL, DN, V4, V6, KEY_ID);

    private static Identification address(String literal) {
        return Identification.address(IpAddress.parse(literal));
    }

    private static IdentityPattern range(String first, String last) {
        return new IdentityPattern.Addresses(IpAddress.parse(first), IpAddress.parse(last));
    }

    static Stream<Arguments> patterns() {
        return Stream.of(
                Arguments.of(new IdentityPattern.Exactly(FQDN), FQDN),
                Arguments.of(new IdentityPattern.Exactly(MAIL), MAIL),
                Arguments.of(new IdentityPattern.Exactly(DN), DN),
                Arguments.of(new IdentityPattern.Exactly(V4), V4),
                Arguments.of(new IdentityPattern.Exactly(V6), V6),
                Arguments.of(new IdentityPattern.Exactly(KEY_ID), KEY_ID),
                Arguments.of(new IdentityPattern.Below("operator.example"), FQDN),
                Arguments.of(new IdentityPattern.MailboxAt("operator.example"), MAIL),
                Arguments.of(new IdentityPattern.MailboxAt("Core.operator.example"), MAIL),
                Arguments.of(IdentityPattern.Subtree.of("O=operator,C=se"), DN),
                Arguments.of(IdentityPattern.Subtree.of("CN=hss,OU=core,O=Operator,C=SE"), DN),
                Arguments.of(range("10.1.0.7", "10.1.0.7"), V4),
                Arguments.of(range("10.1.0.0", "10.1.255.255"), V4),
                Arguments.of(range("fd00:1::", "fd00:1::ffff"), V6));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    @Requirement("RFC 4301 P2")
    void eachIsForItsOwnAndForNoOtherType(IdentityPattern pattern, Identification own) {
        assertThat(ALL).filteredOn(pattern::matches).containsExactly(own);
    }

    static Stream<Arguments> misses() {
        return Stream.of(
                Arguments.of(new IdentityPattern.Below("operator.example"), Identification.fqdn("operator.example")),
                Arguments.of(new IdentityPattern.Below("operator.example"), Identification.fqdn("badoperator.example")),
                Arguments.of(new IdentityPattern.Below("operator.example"), Identification.fqdn(".operator.example")),
                Arguments.of(
                        new IdentityPattern.MailboxAt("operator.example"), Identification.email("@operator.example")),
                Arguments.of(
                        new IdentityPattern.MailboxAt("operator.example"),
                        Identification.email("operator.example@other.example")),
                Arguments.of(IdentityPattern.Subtree.of("O=Operator,C=SE"), Names.distinguishedName("O=Other,C=SE")),
                Arguments.of(IdentityPattern.Subtree.of("O=Operator,C=SE"), Names.distinguishedName("C=SE")),
                Arguments.of(
                        IdentityPattern.Subtree.of("O=Operator,C=SE"),
                        Names.distinguishedName("C=SE,O=Operator,CN=backwards")),
                Arguments.of(IdentityPattern.Subtree.of("C=SE"), Identification.derDn(Bytes.ofHex("30ff"))),
                Arguments.of(range("10.1.0.0", "10.1.0.6"), V4),
                Arguments.of(range("10.1.0.8", "10.1.0.9"), V4));
    }

    @ParameterizedTest
    @MethodSource("misses")
    void nearMissesAreNone(IdentityPattern pattern, Identification claimed) {
        assertThat(pattern.matches(claimed)).isFalse();
    }

    @Test
    void namesWithWhatCannotBeSeenInThemMatchNothing() {
        Identification terminated = new Identification(IdentificationType.ID_FQDN, Bytes.utf8("a\0.operator.example"));
        assertThat(IdentityPattern.below("operator.example").matches(terminated))
                .isFalse();
        Identification broken =
                new Identification(IdentificationType.ID_RFC822_ADDR, Bytes.utf8("a\n@operator.example"));
        assertThat(IdentityPattern.mailboxAt("operator.example").matches(broken))
                .isFalse();
    }

    @Test
    void aDomainMayBeWrittenAsRfc4301WritesIt() {
        assertThat(IdentityPattern.below(".operator.example")).isEqualTo(IdentityPattern.below("operator.example"));
        assertThat(IdentityPattern.mailboxAt("@operator.example"))
                .isEqualTo(IdentityPattern.mailboxAt("operator.example"));
    }

    @Test
    void whatIsNoDomainIsRefused() {
        for (String none : List.of("", "*.example", "a..b", "a b", "@", "..a")) {
            assertThatThrownBy(() -> IdentityPattern.below(none))
                    .as(none)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no domain: write it like ran.operator.example, without a wildcard");
        }
    }

    @Test
    void aRangeIsOfOneFamilyAndInOrder() {
        assertThatThrownBy(() -> range("10.0.0.2", "10.0.0.1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> range("10.0.0.1", "fd00::1")).isInstanceOf(IllegalArgumentException.class);
    }
}
