package org.sctpshim.ike.crypto;

import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;

/**
 * Opens encrypted payloads (RFC 7296 section 3.14, RFC 5282): the receiving direction of one IKE SA.
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
        try {
            IkeMessage sealed = MessageReader.read(message);
            boolean onlyEncrypted =
                    sealed.payloads().size() == 1 && sealed.payloads().get(0) instanceof EncryptedPayload;
            return onlyEncrypted
                    ? open(message, sealed, (EncryptedPayload) sealed.payloads().get(0))
                    : new Opening.NotAuthentic();
        } catch (MalformedMessageException e) {
            return new Opening.NotAuthentic();
        }
    }

    private Opening open(byte[] message, IkeMessage sealed, EncryptedPayload encrypted) {
        byte[] plaintext = cipher.open(message, MessageSealer.CONTENT_OFFSET);
        if (plaintext == null) {
            return new Opening.NotAuthentic();
        }
        try {
            Bytes chain = withoutPadding(plaintext);
            return new Opening.Opened(
                    new IkeMessage(sealed.header(), MessageReader.readPayloads(encrypted.firstInner(), chain)));
        } catch (MalformedMessageException e) {
            return new Opening.MalformedInside(sealed.header(), e);
        }
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
