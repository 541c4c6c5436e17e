package org.sctpshim.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.0.128/25, 10.1.0.127, false",
        "10.1.0.128/25, 10.1.0.128, true",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, fd00::1, false",
        "fd00:1::/64, fd00:1::ffff, true",
        "fd00:1::/64, fd00:2::1, false",
        "10.1.0.2, 10.1.0.2, true",
        "10.1.0.2, 10.1.0.3, false",
    })
    void holdsTheAddressesThatShareItsPrefix(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(RegistryHarness.address(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "10.1.0.0/33", "10.1.0.0/-1", "10.1.0.0/x", "fd00::/129", "localhost/8"})
    void refusesWhatIsNoRangeAndLooksUpNoName(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsAsItIsRead() {
        assertThat(AddressRange.parse("10.1.0.0/16")).hasToString("10.1.0.0/16");
    }
}
