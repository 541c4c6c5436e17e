package org.sctpshim.ike.crypto;

import org.jspecify.annotations.Nullable;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedFragmentPayload;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;

/**
 * Opens encrypted payloads (RFC 7296 section 3.14, RFC 5282) and fragments (RFC 7383): the receiving direction of one
 * IKE SA.
 *
 * <p>Changes no state, whatever it is given. Not safe for use by several threads at once.
 */
public final class MessageOpener {
    private final PayloadCipher cipher;

    MessageOpener(PayloadCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * Authenticates, decrypts and reads a message whose only payload is an SK payload.
     *
     * @param message the whole message as it came
     */
    public Opening open(byte[] message) {
        IkeMessage sealed = read(message);
        EncryptedPayload encrypted = sealed == null ? null : only(sealed, EncryptedPayload.class);
        byte[] plaintext = encrypted == null ? null : cipher.open(message, MessageSealer.CONTENT_OFFSET);
        if (sealed == null || encrypted == null || plaintext == null) {
            return new Opening.NotAuthentic();
        }
        try {
            return Fragment.read(sealed.header(), encrypted.firstInner(), withoutPadding(plaintext));
        } catch (MalformedMessageException e) {
            return new Opening.MalformedInside(sealed.header(), e);
        }
    }

    /**
     * Authenticates and decrypts a message whose only payload is an SKF payload.
     *
     * @param message the whole message as it came
     */
    public FragmentOpening openFragment(byte[] message) {
        IkeMessage sealed = read(message);
        EncryptedFragmentPayload encrypted = sealed == null ? null : only(sealed, EncryptedFragmentPayload.class);
        byte[] plaintext = encrypted == null ? null : cipher.open(message, MessageSealer.FRAGMENT_CONTENT_OFFSET);
        if (sealed == null || encrypted == null || plaintext == null) {
            return new FragmentOpening.NotAuthentic();
        }
        try {
            return new FragmentOpening.Opened(fragment(sealed.header(), encrypted, withoutPadding(plaintext)));
        } catch (MalformedMessageException e) {
            return new FragmentOpening.MalformedInside(sealed.header(), e);
        }
    }

    /** Only the first fragment names a payload type (RFC 7383 section 2.5). */
    private static Fragment fragment(IkeHeader header, EncryptedFragmentPayload encrypted, Bytes part)
            throws MalformedMessageException {
        if (encrypted.number() > 1 && !encrypted.firstInner().equals(PayloadType.NONE)) {
            throw new MalformedMessageException(
                    "next payload", IkeHeader.OCTETS, encrypted.firstInner() + " in fragment " + encrypted.number());
        }
        return new Fragment(header, encrypted.number(), encrypted.total(), encrypted.firstInner(), part);
    }

    private static @Nullable IkeMessage read(byte[] message) {
        try {
            return MessageReader.read(message);
        } catch (MalformedMessageException e) {
            return null;
        }
    }

    private static <P extends Payload> @Nullable P only(IkeMessage message, Class<P> kind) {
        return message.payloads().size() == 1 ? message.first(kind).orElse(null) : null;
    }

    /** The last octet tells how many before it are padding, with any content. */
    private static Bytes withoutPadding(byte[] plaintext) throws MalformedMessageException {
        if (plaintext.length == 0) {
            throw new MalformedMessageException("pad length", 0, "missing");
        }
        int last = plaintext.length - 1;
        int padding = plaintext[last] & 0xff;
        if (padding > last) {
            throw new MalformedMessageException("pad length", last, padding + " of " + last + " octets");
        }
        return Bytes.of(plaintext, 0, last - padding);
    }
}
