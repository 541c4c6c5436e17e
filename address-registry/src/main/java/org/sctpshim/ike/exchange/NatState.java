package org.sctpshim.ike.exchange;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.UdpEncapsulation;
import org.sctpshim.ike.sa.UdpEndpoints;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;

/**
 * What one IKE SA knows of NATs on its way, from IKE_SA_INIT on (RFC 7296 section 2.23, RFC 4555 sections 3.5 and 3.8).
 */
public final class NatState {
    private final NatTraversal policy;
    private NatStatus status = NatStatus.UNSUPPORTED;
    private @Nullable Bytes seenAt;
    private long lastSentNs;

    /** Nothing is known yet. */
    public NatState(NatTraversal policy) {
        this.policy = policy;
    }

    /** Goes on with what is known of the IKE SA that this one takes the place of. */
    public void inherit(NatState before) {
        status = before.status;
        lastSentNs = before.lastSentNs;
    }

    /** Whether local policy has NATs detected and traversed. */
    public boolean isAllowed() {
        return policy.allowed();
    }

    /** What is known now. */
    public NatStatus status() {
        return status;
    }

    /** Takes note of what an IKE_SA_INIT message tells. Where this host does not traverse NATs nothing is compared. */
    public void detectInHandshake(IkeMessage message, UdpEndpoints arrivedOver) {
        if (policy.allowed()) {
            status = NatDetectionPayloads.read(message, arrivedOver).orElse(NatStatus.UNSUPPORTED);
        }
    }

    /**
     * Takes note of what a message that moves the IKE SA tells, or the answer to it.
     *
     * @return whether that is something new
     */
    public boolean detectInUpdate(IkeMessage message, UdpEndpoints arrivedOver) {
        Optional<NatStatus> found =
                status.traversal() ? NatDetectionPayloads.read(message, arrivedOver) : Optional.<NatStatus>empty();
        boolean news = found.isPresent() && !found.get().equals(status);
        found.ifPresent(fresh -> {
            status = fresh;
            seenAt = NatDetectionPayloads.destination(message).orElse(null);
        });
        return news;
    }

    /**
     * Whether the peer sees this host elsewhere than when it answered before (RFC 4555 section 3.8), or has never said
     * where, as after IKE_SA_INIT: its mapping of that port is another one. Takes note of where.
     */
    public boolean mappingChanged(IkeMessage response) {
        Optional<Bytes> now = NatDetectionPayloads.destination(response);
        boolean changed = now.isPresent() && !now.get().equals(seenAt);
        now.ifPresent(hash -> seenAt = hash);
        return changed;
    }

    /** The payloads of what NAT detection needs, for an INFORMATIONAL request over this way; none without it. */
    public List<Payload> detection(IkeHeader header, UdpEndpoints way) {
        return status.traversal() ? NatDetectionPayloads.write(header, List.of(way)) : List.of();
    }

    /** Where IKE goes on after IKE_SA_INIT: over the port for NATs with every peer that can (RFC 4555 section 3.3). */
    public UdpEndpoints floated(UdpEndpoints way) {
        return status.traversal() ? new UdpEndpoints(way.addresses(), policy.port(), policy.port()) : way;
    }

    /** The ports that ESP goes within UDP by; none where no NAT is between. */
    public Optional<UdpEncapsulation> encapsulation(UdpEndpoints current) {
        return status.isAnywhere()
                ? Optional.of(new UdpEncapsulation(current.localPort(), current.remotePort()))
                : Optional.empty();
    }

    /**
     * Whether the IKE SA follows a peer whose mapping changed without a word of it: only a peer behind a NAT, by a host
     * that is not, and never with MOBIKE (RFC 7296 section 2.23, RFC 4555 section 3.8).
     */
    public boolean followsSilently(boolean mobike) {
        return status.peerBehind() && !status.thisHostBehind() && !mobike;
    }

    /** A datagram went to the peer, which keeps the NAT's mapping alive. */
    public void sent(long nowNs) {
        lastSentNs = nowNs;
    }

    /** When the mapping has to be refreshed; {@link Long#MAX_VALUE} where this host is not behind a NAT. */
    public long keepaliveDueNs() {
        return status.thisHostBehind() ? lastSentNs + policy.keepaliveNs() : Long.MAX_VALUE;
    }
}
