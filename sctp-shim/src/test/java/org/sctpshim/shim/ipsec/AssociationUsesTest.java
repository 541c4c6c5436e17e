package org.sctpshim.shim.ipsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sctpshim.registry.PeerId;
import org.sctpshim.registry.SctpPorts;

class AssociationUsesTest {
    private final AssociationUses uses = new AssociationUses();
    private final AssociationUses.Key beta = key("beta");
    private final List<String> done = new ArrayList<>();

    private static AssociationUses.Key key(String peer) {
        return new AssociationUses.Key(new PeerId(peer), new SctpPorts(2905, 2906));
    }

    @Test
    void theLastOfOverlappingUsesIsToldApart() {
        uses.begin(beta);
        uses.begin(beta);

        assertThat(uses.end(beta)).isFalse();
        assertThat(uses.end(beta)).isTrue();
    }

    @Test
    void theSamePortsWithAnotherPeerAreAnotherAssociation() {
        uses.begin(beta);
        uses.begin(key("gamma"));

        assertThat(uses.end(beta)).isTrue();
    }

    @Test
    void whatIsToBeDoneWithoutUsesIsNotDoneWhileThereIsOne() {
        uses.begin(beta);
        uses.ifUnused(beta, () -> done.add("in use"));
        uses.end(beta);
        uses.ifUnused(beta, () -> done.add("unused"));

        assertThat(done).containsExactly("unused");
    }

    @Test
    void givingUpMoreThanWasTakenIsAMistake() {
        assertThatThrownBy(() -> uses.end(beta)).isInstanceOf(IllegalStateException.class);
    }
}
