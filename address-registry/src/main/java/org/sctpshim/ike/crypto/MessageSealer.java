package org.sctpshim.ike.crypto;

import java.util.Arrays;
import java.util.List;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MessageWriter;

/**
 * Puts payloads into an encrypted payload (RFC 7296 section 3.14, RFC 5282): the sending direction of one IKE SA.
 *
 * <p>Every call uses a nonce up: to retransmit, send the same octets again. Not safe for use by several threads at once.
 */
public final class MessageSealer {
    /** The IKE header and the encrypted payload's generic header, which are authenticated in clear. */
    static final int CONTENT_OFFSET = IkeHeader.OCTETS + 4;

    private final PayloadCipher cipher;

    MessageSealer(PayloadCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * A complete message whose only payload is an SK payload that holds the given ones. There is no padding: an AEAD
     * needs none.
     *
     * @throws IllegalArgumentException where the message would be too long
     */
    public byte[] seal(IkeMessage message) {
        byte[] chain = MessageWriter.writePayloads(message.payloads()).toArray();
        // One octet more, which stays zero: the pad length.
        byte[] plaintext = Arrays.copyOf(chain, chain.length + 1);
        Bytes room = Bytes.of(new byte[plaintext.length + cipher.overheadOctets()]);
        EncryptedPayload encrypted = new EncryptedPayload(MessageWriter.firstType(message.payloads()), room);
        byte[] sealed = MessageWriter.write(new IkeMessage(message.header(), List.of(encrypted)));
        cipher.seal(sealed, CONTENT_OFFSET, plaintext);
        return sealed;
    }
}
