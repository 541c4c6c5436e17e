package org.sctpshim.ike.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.crypto.FragmentOpening;
import org.sctpshim.ike.crypto.IkeSaKeys;
import org.sctpshim.ike.crypto.IntermediateAuthentication;
import org.sctpshim.ike.crypto.MessageOpener;
import org.sctpshim.ike.crypto.MessageSealer;
import org.sctpshim.ike.crypto.Nonces;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.crypto.PpkKeys;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SharedSecret;
import org.sctpshim.ike.crypto.SignedOctets;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedFragmentPayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.Payload;

/**
 * What IKE_SA_INIT leaves behind: two SPIs, keys, nonces, and the two messages that authentication covers (RFC 7296
 * section 2.15).
 */
final class KeyedExchange {
    /** That of the exchange after IKE_SA_INIT. */
    private static final int FIRST_MESSAGE_ID = 1;

    final Nonces nonces;
    final IkeSaKeys keys;
    private final Role own;
    private final long initiatorSpi;
    private final long responderSpi;
    private final Bytes request;
    private final Bytes response;
    private final IntermediateAuthentication intermediate;
    private final int nextMessageId;
    private final MessageSealer sealer;
    private final MessageOpener opener;
    private final Reassembly reassembly = new Reassembly();
    private boolean ppkAgreed;
    private boolean usesPpk;
    private @Nullable PpkKeys mixed;
    private Fragmentation fragmentation = Fragmentation.NONE;

    KeyedExchange(
            Role own,
            long initiatorSpi,
            long responderSpi,
            Nonces nonces,
            IkeSaKeys keys,
            Bytes request,
            Bytes response) {
        this(
                own,
                initiatorSpi,
                responderSpi,
                nonces,
                keys,
                request,
                response,
                new IntermediateAuthentication(),
                FIRST_MESSAGE_ID);
    }

    private KeyedExchange(
            Role own,
            long initiatorSpi,
            long responderSpi,
            Nonces nonces,
            IkeSaKeys keys,
            Bytes request,
            Bytes response,
            IntermediateAuthentication intermediate,
            int nextMessageId) {
        this.own = own;
        this.initiatorSpi = initiatorSpi;
        this.responderSpi = responderSpi;
        this.nonces = nonces;
        this.keys = keys;
        this.request = request;
        this.response = response;
        this.intermediate = intermediate;
        this.nextMessageId = nextMessageId;
        this.sealer = keys.sealer(own);
        this.opener = keys.opener(own);
    }

    /** The message id of the next exchange of the handshake: IKE_INTERMEDIATE or IKE_AUTH. */
    int nextMessageId() {
        return nextMessageId;
    }

    /** Authentication covers an IKE_INTERMEDIATE message that this host sends. */
    void covers(IkeMessage sent) {
        intermediate.sent(keys, sent);
    }

    /** Authentication covers an IKE_INTERMEDIATE message that came. */
    void covers(Opening.Opened received) {
        intermediate.received(keys, received);
    }

    /**
     * What follows an IKE_INTERMEDIATE exchange with one more shared secret (RFC 9370 section 2.2.2). The keys here are
     * left, since the exchange may have to be answered again.
     */
    KeyedExchange strengthened(SharedSecret additional) {
        KeyedExchange stronger = new KeyedExchange(
                own,
                initiatorSpi,
                responderSpi,
                nonces,
                keys.strengthened(nonces, additional),
                request,
                response,
                intermediate,
                nextMessageId + 1);
        stronger.fragmentation = fragmentation;
        stronger.ppkAgreed = ppkAgreed;
        return stronger;
    }

    /** Both ends have said that they have a postquantum pre-shared key (RFC 8784). */
    void ppkIsAgreed() {
        ppkAgreed = true;
    }

    boolean isPpkAgreed() {
        return ppkAgreed;
    }

    /** Authentication uses a postquantum pre-shared key from now on, until that is dropped. */
    void mix(SecretBytes ppk) {
        dropPpk();
        mixed = keys.withPpk(ppk);
    }

    /** Whether the proofs are made with a postquantum pre-shared key. */
    boolean mixesPpk() {
        return mixed != null;
    }

    /** Goes back to the keys without a postquantum pre-shared key. */
    void dropPpk() {
        if (mixed != null) {
            mixed.close();
            mixed = null;
        }
    }

    /** Takes the keys with it for good, if there are any: what comes after authentication rests on them. */
    void adoptPpk() {
        if (mixed != null) {
            keys.adopt(mixed);
            mixed = null;
            usesPpk = true;
        }
    }

    /** Whether a postquantum pre-shared key went into the keys for good. */
    boolean usesPpk() {
        return usesPpk;
    }

    /** Both ends take fragments. */
    void fragment(Fragmentation how) {
        fragmentation = how;
    }

    /** The IKE SA that replaces another one takes fragments if that does. */
    void fragmentLike(KeyedExchange replaced) {
        fragmentation = replaced.fragmentation;
    }

    /**
     * Opens a message whose header was looked at.
     *
     * @return empty where it is an authentic fragment of a message that is not whole yet
     */
    Optional<Opening> open(Bytes raw, IkeMessage message) {
        boolean fragment = fragmentation.supported()
                && message.first(EncryptedFragmentPayload.class).isPresent();
        if (!fragment) {
            return Optional.of(opener.open(raw.toArray()));
        }
        FragmentOpening opened = opener.openFragment(raw.toArray());
        if (opened instanceof FragmentOpening.Opened readable) {
            return reassembly.add(readable.fragment());
        }
        return Optional.of(
                opened instanceof FragmentOpening.MalformedInside malformed
                        ? new Opening.MalformedInside(malformed.header(), malformed.fault())
                        : new Opening.NotAuthentic());
    }

    /** At least how many octets a message came in; one in fragments is longer than any refusal. */
    int octetsOf(Bytes raw, IkeMessage message) {
        return message.first(EncryptedFragmentPayload.class).isPresent() ? Integer.MAX_VALUE : raw.length();
    }

    /**
     * Whether a message that was answered has authentically come again, and is to be answered again: of fragments the
     * first one alone is (RFC 7383 section 2.6.1).
     */
    boolean isRepetition(Bytes raw, IkeMessage message) {
        Optional<EncryptedFragmentPayload> fragment = message.first(EncryptedFragmentPayload.class);
        return fragment.isPresent()
                ? fragment.get().number() == 1 && opener.openFragment(raw.toArray()) instanceof FragmentOpening.Opened
                : !(opener.open(raw.toArray()) instanceof Opening.NotAuthentic);
    }

    SealedMessage seal(IkeHeader header, List<Payload> payloads) {
        return seal(header, payloads, fragmentation.messageOctets());
    }

    /** As {@link #seal}, where longer datagrams seem to be lost. */
    SealedMessage sealShort(IkeHeader header, List<Payload> payloads) {
        return seal(header, payloads, fragmentation.smallestMessageOctets());
    }

    /** Whether {@link #sealShort} would make shorter datagrams of it. */
    boolean canShorten(SealedMessage sealed) {
        return fragmentation.supported() && sealed.exceeds(fragmentation.smallestMessageOctets());
    }

    private SealedMessage seal(IkeHeader header, List<Payload> payloads, int mostOctets) {
        IkeMessage message = new IkeMessage(header, payloads);
        return fragmentation.supported()
                ? SealedMessage.inFragments(sealer, message, mostOctets)
                : SealedMessage.whole(sealer, message);
    }

    IkeHeader requestHeader(ExchangeType type, int messageId) {
        return IkeHeader.request(initiatorSpi, responderSpi, type, own == Role.INITIATOR, messageId);
    }

    /** Whether it is the peer's part of the handshake's next exchange, if that is of this type. */
    boolean awaits(IkeHeader header, ExchangeType type) {
        boolean fromPeer =
                header.response() == (own == Role.INITIATOR) && header.initiator() == (own == Role.RESPONDER);
        return fromPeer && hasSpis(header) && header.exchange().equals(type) && header.messageId() == nextMessageId;
    }

    boolean hasSpis(IkeHeader header) {
        return header.initiatorSpi() == initiatorSpi && header.responderSpi() == responderSpi;
    }

    /** What the end in that role signs when it calls itself so. */
    SignedOctets signedBy(Role signer, Identification identification) {
        boolean initiator = signer == Role.INITIATOR;
        Bytes firstMessage = initiator ? request : response;
        Bytes othersNonce = initiator ? nonces.responder() : nonces.initiator();
        return mixed == null
                ? keys.signedOctets(signer, firstMessage, othersNonce, identification, intermediate, nextMessageId)
                : mixed.signedOctets(signer, firstMessage, othersNonce, identification, intermediate, nextMessageId);
    }

    /** This host's role. */
    Role own() {
        return own;
    }

    /** The peer's IKE_SA_INIT message, as it came. */
    Bytes peersFirstMessage() {
        return own == Role.INITIATOR ? response : request;
    }

    void wipe() {
        dropPpk();
        keys.close();
    }
}
