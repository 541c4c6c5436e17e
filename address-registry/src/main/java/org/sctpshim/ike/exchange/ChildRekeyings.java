package org.sctpshim.ike.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.registry.SpiPair;

/**
 * Which Child SAs of an IKE SA are being replaced or deleted, by which end, and by what: all that the collision rules
 * of RFC 7296 sections 2.8.1 and 2.25.1 ask for.
 */
public final class ChildRekeyings {
    private static final class State {
        private boolean asked;
        private boolean deleting;
        private @Nullable SpiPair madeForPeer;
        private @Nullable Bytes lowestNonceOfPeers;
    }

    private final Map<SpiPair, State> byOld = new HashMap<>();

    /** Starts with none. */
    public ChildRekeyings() {}

    /** This host has asked the peer to replace a Child SA. */
    public void asked(SpiPair old) {
        byOld.computeIfAbsent(old, any -> new State()).asked = true;
    }

    /** Whether this host has asked the peer to replace the Child SA and has no answer yet. */
    public boolean isAsked(SpiPair old) {
        State state = byOld.get(old);
        return state != null && state.asked;
    }

    /** The peer has answered; what remains of it is forgotten once the Child SA is gone too. */
    public void answered(SpiPair old, boolean gone) {
        State state = byOld.get(old);
        if (state != null) {
            state.asked = false;
            if (gone) {
                byOld.remove(old);
            }
        }
    }

    /** The peer has begun to replace a Child SA. */
    public void begunForPeer(SpiPair old, Nonces nonces) {
        byOld.computeIfAbsent(old, any -> new State()).lowestNonceOfPeers = LowestNonce.of(nonces);
    }

    /** This host has made a replacement that the peer asked for. */
    public void madeForPeer(SpiPair old, SpiPair replacement, Nonces nonces) {
        begunForPeer(old, nonces);
        byOld.computeIfAbsent(old, any -> new State()).madeForPeer = replacement;
    }

    /** The replacement that this host has made because the peer asked for it. */
    public Optional<SpiPair> madeForPeer(SpiPair old) {
        return Optional.ofNullable(byOld.get(old)).map(state -> state.madeForPeer);
    }

    /**
     * Whether a replacement that this host asked for is redundant, since the exchange that made the peer's has no nonce
     * as low (RFC 7296 section 2.8.1: the SA made with the lowest of the four nonces is closed by whoever asked for it).
     */
    public boolean losesAgainstPeers(SpiPair old, Nonces own) {
        State state = byOld.get(old);
        return state != null
                && state.lowestNonceOfPeers != null
                && LowestNonce.isLower(LowestNonce.of(own), state.lowestNonceOfPeers);
    }

    /** This host has begun to delete a Child SA and waits for the peer's answer. */
    public void deleting(SpiPair old) {
        byOld.computeIfAbsent(old, any -> new State()).deleting = true;
    }

    /** Whether this host has begun to delete the Child SA. */
    public boolean isDeleting(SpiPair old) {
        State state = byOld.get(old);
        return state != null && state.deleting;
    }

    /** Whether this host has begun to delete the Child SA whose packets to the peer carry the SPI. */
    public boolean isDeletingOutbound(int spi) {
        return byOld.entrySet().stream()
                .anyMatch(entry -> entry.getKey().outbound() == spi && entry.getValue().deleting);
    }

    /** The Child SA is gone at both ends; an answer that is still due is waited for. */
    public void gone(SpiPair old) {
        State state = byOld.get(old);
        if (state != null && !state.asked) {
            byOld.remove(old);
        }
    }
}
