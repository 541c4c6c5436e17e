package org.sctpshim.shim.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.registry.LocalEnd;

class PathClaimsTest {
    private final PathClaims claims = new PathClaims();

    @Test
    void everyPairOfAddressesIsAPath() throws UnknownHostException {
        assertThat(claims.claim(association(1, 2))).hasSize(4);
    }

    @Test
    void aPathIsFreeOnlyAfterItsLastClaim() throws UnknownHostException {
        claims.claim(association(1, 2));
        assertThat(claims.claim(association(2))).isEmpty();

        assertThat(claims.release(association(1, 2)))
                .extracting(PathClaims.ClaimedPath::remote)
                .containsOnly(address(1));
        assertThat(claims.release(association(2))).hasSize(2);
    }

    @Test
    void releasingOftenerThanClaimingIsRefusedAndChangesNothing() throws UnknownHostException {
        claims.claim(association(1));
        assertThatThrownBy(() -> claims.release(association(1, 2))).isInstanceOf(IllegalStateException.class);
        assertThat(claims.release(association(1))).hasSize(2);
    }

    private static ProtectedAssociation association(int... remotes) throws UnknownHostException {
        LocalEnd local = new LocalEnd(Set.of(address(101), address(102)), 40000);
        List<InetAddress> addresses = new ArrayList<>();
        for (int remote : remotes) {
            addresses.add(address(remote));
        }
        return new ProtectedAssociation(
                local, new AuthenticatedPeer("beta", Identification.fqdn("beta.example")), addresses, 2905);
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }
}
