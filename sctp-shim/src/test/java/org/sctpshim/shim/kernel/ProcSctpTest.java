package org.sctpshim.shim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.protection.AssociationEnds;

/** Against tables captured from Linux 6.1.176. */
class ProcSctpTest {
    @Test
    void readsBothEndsOfAMultihomedAssociationOfTwoFamilies() throws IOException {
        List<KernelAssociation> associations = ProcSctp.associations(KernelSamples.ASSOCS);

        assertThat(associations)
                .containsExactly(
                        new KernelAssociation(
                                4,
                                3,
                                131,
                                2905,
                                40204,
                                KernelSamples.addresses("127.0.0.1", "127.0.0.2", "fd00::1"),
                                KernelSamples.addresses("127.0.0.3", "127.0.0.4", "fd00::2")),
                        new KernelAssociation(
                                3,
                                3,
                                130,
                                40204,
                                2905,
                                KernelSamples.addresses("127.0.0.3", "127.0.0.4", "fd00::2"),
                                KernelSamples.addresses("127.0.0.1", "127.0.0.2", "fd00::1")));
    }

    @Test
    void readsNoAssociationFromATableWithOnlyItsHeader() throws IOException {
        assertThat(ProcSctp.associations(KernelSamples.ASSOCS_EMPTY)).isEmpty();
        assertThat(ProcSctp.remotePaths(KernelSamples.REMADDR_EMPTY)).isEmpty();
    }

    @Test
    void readsThePathsOfEachAssociation() throws IOException {
        assertThat(ProcSctp.remotePaths(KernelSamples.REMADDR))
                .containsExactly(
                        new RemotePath(AddressText.parse("127.0.0.3"), 4, 300, SctpPathState.ACTIVE),
                        new RemotePath(AddressText.parse("127.0.0.4"), 4, 300, SctpPathState.UNCONFIRMED),
                        new RemotePath(AddressText.parse("fd00::2"), 4, 300, SctpPathState.UNCONFIRMED),
                        new RemotePath(AddressText.parse("127.0.0.1"), 3, 300, SctpPathState.ACTIVE),
                        new RemotePath(AddressText.parse("127.0.0.2"), 3, 300, SctpPathState.UNCONFIRMED),
                        new RemotePath(AddressText.parse("fd00::1"), 3, 300, SctpPathState.UNCONFIRMED));
    }

    @Test
    void namesEveryPathStateOfTheKernel() throws IOException {
        String row = "10.1.0.2  7 1 1000 5 0 0 ";
        List<RemotePath> paths = ProcSctp.remotePaths(
                KernelSamples.REMADDR_EMPTY + row + "0\n" + row + "1\n" + row + "2\n" + row + "3\n");

        assertThat(paths)
                .extracting(RemotePath::state)
                .containsExactly(
                        SctpPathState.INACTIVE,
                        SctpPathState.POTENTIALLY_FAILED,
                        SctpPathState.ACTIVE,
                        SctpPathState.UNCONFIRMED);
    }

    @Test
    void saysWhichLineItCannotRead() {
        assertThatThrownBy(() -> ProcSctp.remotePaths(KernelSamples.REMADDR_EMPTY + "10.1.0.2  7 1 1000 5 0 0 4\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/proc/net/sctp/remaddr")
                .hasMessageContaining("10.1.0.2  7 1 1000 5 0 0 4");
    }

    @Test
    void refusesALineCutShortAnywhere() {
        String line = KernelSamples.ASSOCS.lines().toList().get(1);
        int firstRemoteAddress = line.indexOf("*127.0.0.3");
        for (int length = 1; length <= firstRemoteAddress + "*127.0.0.3".length(); length++) {
            String cut = KernelSamples.ASSOCS_EMPTY + line.substring(0, length) + "\n";
            assertThatThrownBy(() -> ProcSctp.associations(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void looksUpNoNames() {
        assertThatThrownBy(() -> AddressText.parse("localhost")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressText.parse("cafe")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressText.parse("10.1.0.999")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsAnAssociationByPortsAndOneCommonAddressOnEachSide() throws IOException {
        KernelAssociation client = ProcSctp.associations(KernelSamples.ASSOCS).get(1);

        assertThat(client.isBetween(ends(40204, 2905, "127.0.0.4", "127.0.0.2")))
                .isTrue();
        assertThat(client.isBetween(ends(40204, 2906, "127.0.0.4", "127.0.0.2")))
                .isFalse();
        assertThat(client.isBetween(ends(2905, 40204, "127.0.0.4", "127.0.0.2")))
                .isFalse();
        assertThat(client.isBetween(ends(40204, 2905, "127.0.0.4", "127.0.0.9")))
                .isFalse();
    }

    private static AssociationEnds ends(int localPort, int remotePort, String local, String remote) {
        return new AssociationEnds(
                new LocalEnd(Set.of(AddressText.parse(local)), localPort),
                Set.of(AddressText.parse(remote)),
                remotePort);
    }
}
