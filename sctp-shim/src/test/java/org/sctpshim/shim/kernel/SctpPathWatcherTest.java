package org.sctpshim.shim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sctpshim.registry.LocalEnd;
import org.sctpshim.registry.SctpPathState;
import org.sctpshim.shim.protection.AssociationEnds;

class SctpPathWatcherTest {
    private static final InetAddress LOCAL = AddressText.parse("10.1.0.1");
    private static final InetAddress FIRST = AddressText.parse("10.1.0.2");
    private static final InetAddress SECOND = AddressText.parse("10.2.0.2");
    private static final AssociationEnds ENDS =
            new AssociationEnds(new LocalEnd(Set.of(LOCAL), 40000), Set.of(FIRST, SECOND), 2905);

    private final ScriptedTables tables = new ScriptedTables();
    private final SctpPathWatcher watcher = SctpPathWatcher.unstarted(tables);
    private final Heard heard = new Heard();

    @Test
    void tellsEachStateOnceWhenItChanges() {
        watcher.watchEstablished(ENDS, heard);
        tables.show(SctpPathState.ACTIVE, SctpPathState.UNCONFIRMED);
        watcher.poll();
        watcher.poll();
        tables.show(SctpPathState.POTENTIALLY_FAILED, SctpPathState.ACTIVE);
        watcher.poll();
        watcher.poll();

        assertThat(heard.lines)
                .containsExactly(
                        "10.1.0.2 ACTIVE", "10.2.0.2 UNCONFIRMED", "10.1.0.2 POTENTIALLY_FAILED", "10.2.0.2 ACTIVE");
    }

    @Test
    void tellsTheEndOnceAndNothingAfterIt() {
        watcher.watchEstablished(ENDS, heard);
        tables.show(SctpPathState.ACTIVE);
        watcher.poll();
        tables.clear();
        watcher.poll();
        tables.show(SctpPathState.INACTIVE);
        watcher.poll();

        assertThat(heard.lines).containsExactly("10.1.0.2 ACTIVE", "gone");
    }

    @Test
    void anEstablishedAssociationThatIsNotThereIsGone() {
        watcher.watchEstablished(ENDS, heard);
        watcher.poll();

        assertThat(heard.lines).containsExactly("gone");
    }

    @Test
    void anExpectedAssociationIsGoneOnlyAfterItWasSeen() {
        watcher.watchExpected(ENDS, heard);
        watcher.poll();
        assertThat(heard.lines).isEmpty();

        tables.show(SctpPathState.ACTIVE);
        watcher.poll();
        tables.clear();
        watcher.poll();

        assertThat(heard.lines).containsExactly("10.1.0.2 ACTIVE", "gone");
    }

    @Test
    void anAssociationNoLongerExpectedIsGoneAtTheNextLook() {
        SctpPathWatcher.Watch watch = watcher.watchExpected(ENDS, heard);
        watcher.poll();
        watch.expectGone();
        watcher.poll();

        assertThat(heard.lines).containsExactly("gone");
    }

    @Test
    void givingUpAnAssociationThatShutsDownWaitsForItsEnd() {
        SctpPathWatcher.Watch watch = watcher.watchExpected(ENDS, heard);
        tables.show(SctpPathState.ACTIVE);
        watch.expectGone();
        watcher.poll();
        assertThat(heard.lines).containsExactly("10.1.0.2 ACTIVE");

        tables.clear();
        watcher.poll();
        assertThat(heard.lines).containsExactly("10.1.0.2 ACTIVE", "gone");
    }

    @Test
    void aTableOlderThanTheGivingUpProvesNothing() {
        SctpPathWatcher.Watch watch = watcher.watchExpected(ENDS, heard);
        // Between the look at an empty table and its evaluation the association comes up and is given up.
        tables.whileReading = watch::expectGone;
        watcher.poll();
        assertThat(heard.lines).isEmpty();

        tables.whileReading = () -> {};
        watcher.poll();
        assertThat(heard.lines).containsExactly("gone");
    }

    @Test
    void anAssociationWatchedWhileTheTablesAreReadIsJudgedByTheNextOnes() {
        tables.whileReading = () -> {
            tables.whileReading = () -> {};
            watcher.watchEstablished(ENDS, heard);
        };
        watcher.poll();
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void tablesThatCannotBeReadChangeNothing() {
        watcher.watchEstablished(ENDS, heard);
        tables.show(SctpPathState.ACTIVE);
        watcher.poll();
        tables.clear();
        tables.failing = true;
        watcher.poll();

        assertThat(heard.lines).containsExactly("10.1.0.2 ACTIVE");
    }

    @Test
    void waitsForShutdownsOfWatchedAssociationsAndForNothingElse() {
        tables.shutDown(ENDS);
        watcher.awaitShutdowns(Duration.ofDays(1));

        watcher.watchEstablished(ENDS, heard);
        tables.whileReading = tables::clear;
        watcher.awaitShutdowns(Duration.ofDays(1));
        assertThat(tables.associations).isEmpty();

        tables.whileReading = () -> {};
        tables.shutDown(ENDS);
        watcher.awaitShutdowns(Duration.ofMillis(1));
        assertThat(tables.associations).isNotEmpty();
    }

    @Test
    void aFailingListenerDoesNotHideTheOthers() {
        watcher.watchEstablished(ENDS, new AssociationListener() {
            @Override
            public void pathChanged(InetAddress remote, SctpPathState state) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void gone() {
                throw new IllegalStateException("on purpose");
            }
        });
        watcher.watchEstablished(ENDS, heard);
        tables.show(SctpPathState.ACTIVE);
        watcher.poll();
        tables.clear();
        watcher.poll();

        assertThat(heard.lines).containsExactly("10.1.0.2 ACTIVE", "gone");
    }

    @Test
    void itsThreadLooksByItself() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        try (SctpPathWatcher started = SctpPathWatcher.start(tables, Duration.ofMillis(1))) {
            started.watchEstablished(ENDS, new AssociationListener() {
                @Override
                public void pathChanged(InetAddress remote, SctpPathState state) {}

                @Override
                public void gone() {
                    gone.countDown();
                }
            });
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static final class Heard implements AssociationListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public void pathChanged(InetAddress remote, SctpPathState state) {
            lines.add(remote.getHostAddress() + " " + state);
        }

        @Override
        public void gone() {
            lines.add("gone");
        }
    }

    private static final class ScriptedTables implements KernelTables {
        private volatile List<KernelAssociation> associations = List.of();
        private volatile List<RemotePath> paths = List.of();
        private Runnable whileReading = () -> {};
        private boolean failing;

        void show(SctpPathState... states) {
            associations = List.of(
                    new KernelAssociation(7, 3, 1, 40000, 2905, Set.of(LOCAL), Set.of(FIRST, SECOND)),
                    new KernelAssociation(8, 3, 1, 40001, 2905, Set.of(LOCAL), Set.of(FIRST)));
            List<RemotePath> shown = new ArrayList<>();
            for (int i = 0; i < states.length; i++) {
                shown.add(new RemotePath(i == 0 ? FIRST : SECOND, 7, 1000, states[i]));
            }
            shown.add(new RemotePath(FIRST, 8, 1000, SctpPathState.INACTIVE));
            paths = shown;
        }

        void shutDown(AssociationEnds ends) {
            associations = List.of(new KernelAssociation(
                    7,
                    6,
                    0,
                    ends.local().port(),
                    ends.remotePort(),
                    ends.local().addresses(),
                    ends.remoteAddresses()));
        }

        void clear() {
            associations = List.of();
            paths = List.of();
        }

        @Override
        public List<KernelAssociation> associations() throws IOException {
            if (failing) {
                throw new IOException("on purpose");
            }
            List<KernelAssociation> snapshot = associations;
            whileReading.run();
            return snapshot;
        }

        @Override
        public List<RemotePath> remotePaths() {
            return paths;
        }
    }
}
