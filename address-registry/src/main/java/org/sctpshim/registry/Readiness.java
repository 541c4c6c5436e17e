package org.sctpshim.registry;

import java.util.List;

/** When SCTP may start on an association: as soon as waiting longer would bring it no further path. */
final class Readiness {
    /** After so many attempts a path does not hold SCTP up any longer; it stays blocked until it is protected. */
    private static final int PATIENCE = 8;

    private Readiness() {}

    static boolean isReady(PeerRecord peer, List<Path> paths) {
        return peer.isEstablished()
                && addressesAreSettled(peer)
                && paths.stream().anyMatch(path -> path.state() == PathState.PROTECTED)
                && paths.stream().noneMatch(Readiness::isOnItsWay);
    }

    private static boolean addressesAreSettled(PeerRecord peer) {
        return peer.addresses.candidates().stream()
                .allMatch(address -> peer.addresses.verdict(address) != AuthorisationRule.Verdict.NOT_REACHABLE_YET
                        || !peer.proofs.isPending(address));
    }

    private static boolean isOnItsWay(Path path) {
        return path.state() == PathState.NEGOTIATING
                || (path.state() == PathState.PLANNED && path.backoff.failures() < PATIENCE);
    }
}
