package org.sctpshim.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressRangeUnionTest {
    private static InetAddress random(SplittableRandom random) {
        // Few different octets, so that ranges overlap, touch and miss each other.
        byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i < 2 ? random.nextInt(3) * 127 : random.nextInt(256));
        }
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holdsWhatAnyOfItsRangesHolds() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            List<AddressRange> ranges = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                InetAddress network = random(random);
                ranges.add(new AddressRange(network, random.nextInt(network.getAddress().length * 8 + 1)));
            }
            AddressRangeUnion union = AddressRangeUnion.of(ranges);
            for (int i = 0; i < 50; i++) {
                InetAddress address = i < ranges.size() ? ranges.get(i).network() : random(random);
                assertThat(union.contains(address))
                        .as("%s in %s", address, ranges)
                        .isEqualTo(ranges.stream().anyMatch(range -> range.contains(address)));
            }
        }
    }

    @Test
    void theLastAddressesOfARangeAreInIt() {
        AddressRangeUnion union = AddressRangeUnion.of(List.of(AddressRange.parse("10.1.0.0/31")));
        assertThat(union.contains(AddressRange.parse("10.1.0.1").network())).isTrue();
        assertThat(union.contains(AddressRange.parse("10.1.0.2").network())).isFalse();
        assertThat(union.contains(AddressRange.parse("10.0.255.255").network())).isFalse();
    }
}
