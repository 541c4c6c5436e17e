package org.sctpshim.registry;

import java.util.List;

/** When SCTP may start on an association: as soon as waiting longer would bring it no further path. */
final class ReadinessRule {
    /** After so many attempts a path does not hold SCTP up any longer; it stays blocked until it is protected. */
    private static final int PATIENCE = 8;

    private ReadinessRule() {}

    static Readiness of(PeerRecord peer, List<Path> paths) {
        boolean settled = peer.isEstablished() && addressesAreSettled(peer);
        if (!settled || paths.stream().anyMatch(path -> isOnItsWay(peer, path))) {
            return new Readiness.Pending();
        }
        if (paths.stream().anyMatch(path -> path.state() == PathState.PROTECTED)) {
            return new Readiness.Ready();
        }
        return paths.stream()
                .filter(path -> path.refusal().isPresent())
                .findFirst()
                .<Readiness>map(path ->
                        new Readiness.Refused(path.id + ": " + path.refusal().orElseThrow()))
                .orElseGet(Readiness.Pending::new);
    }

    private static boolean addressesAreSettled(PeerRecord peer) {
        return peer.addresses.candidates().stream()
                .allMatch(address -> peer.addresses.verdict(address) != AuthorisationRule.Verdict.NOT_REACHABLE_YET
                        || !peer.proofs.isPending(address));
    }

    /** A path that was refused is asked for again later; nobody waits for that, since the peer would have to change. */
    private static boolean isOnItsWay(PeerRecord peer, Path path) {
        // An attempt to establish an IKE SA takes seconds where nobody answers: one is enough.
        boolean alone = peer.addresses.oneIkeSaPerPair() && !peer.addresses.hasIkeSaOver(path.id.pair());
        return switch (path.state()) {
            case NEGOTIATING -> true;
            case PLANNED -> path.refusal().isEmpty() && path.backoff.failures() < (alone ? 1 : PATIENCE);
            case PROTECTED -> false;
        };
    }
}
