package org.sctpshim.ike.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.EncryptedFragmentPayload;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;

/**
 * Puts payloads into an encrypted payload (RFC 7296 section 3.14, RFC 5282), or into several that are fragments (RFC
 * 7383): the sending direction of one IKE SA.
 *
 * <p>Every call uses nonces up: to retransmit, send the same octets again. Not safe for use by several threads at once.
 */
public final class MessageSealer {
    /** The IKE header and the encrypted payload's generic header, which are authenticated in clear. */
    static final int CONTENT_OFFSET = IkeHeader.OCTETS + 4;

    /** The same of a fragment, whose number and total are authenticated in clear too (RFC 7383 section 2.5). */
    static final int FRAGMENT_CONTENT_OFFSET = CONTENT_OFFSET + 4;

    private static final int MOST_FRAGMENTS = 0xffff;

    private final PayloadCipher cipher;

    MessageSealer(PayloadCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * A complete message whose only payload is an SK payload that holds the given ones, padded only where the cipher
     * needs it.
     *
     * @throws IllegalArgumentException where the message would be too long
     */
    public byte[] seal(IkeMessage message) {
        Bytes chain = MessageWriter.writePayloads(message.payloads());
        PayloadType first = MessageWriter.firstType(message.payloads());
        byte[] plaintext = padded(chain);
        EncryptedPayload encrypted = new EncryptedPayload(first, room(plaintext));
        return sealInto(message.header(), encrypted, CONTENT_OFFSET, plaintext);
    }

    /**
     * The message as {@link #seal} makes it where that is short enough, else in fragments (RFC 7383 section 2.5), each
     * a message with the same header and an SKF payload.
     *
     * @param mostOctets the most octets of an IKE message that a datagram has room for: those of the path MTU less IP
     *     and UDP headers, and less the non-ESP marker of port 4500
     * @throws IllegalArgumentException where nothing, or not the whole of it, can be sent in pieces of that size
     */
    public List<byte[]> sealInFragments(IkeMessage message, int mostOctets) {
        Bytes chain = MessageWriter.writePayloads(message.payloads());
        if (CONTENT_OFFSET + contentOctets(chain.length()) <= mostOctets) {
            return List.of(seal(message));
        }
        int partOctets = partOctets(mostOctets);
        int total = partOctets < 1 ? 0 : (chain.length() + partOctets - 1) / partOctets;
        if (total < 1 || total > MOST_FRAGMENTS) {
            throw new IllegalArgumentException(chain.length() + " octets cannot be sent in fragments of " + mostOctets);
        }
        List<byte[]> fragments = new ArrayList<>();
        for (int number = 1; number <= total; number++) {
            int from = (number - 1) * partOctets;
            Bytes part = chain.slice(from, Math.min(chain.length(), from + partOctets));
            PayloadType first = number == 1 ? MessageWriter.firstType(message.payloads()) : PayloadType.NONE;
            byte[] plaintext = padded(part);
            Payload fragment = new EncryptedFragmentPayload(first, number, total, room(plaintext));
            fragments.add(sealInto(message.header(), fragment, FRAGMENT_CONTENT_OFFSET, plaintext));
        }
        return List.copyOf(fragments);
    }

    private byte[] sealInto(IkeHeader header, Payload encrypted, int contentOffset, byte[] plaintext) {
        byte[] sealed = MessageWriter.write(new IkeMessage(header, List.of(encrypted)));
        cipher.seal(sealed, contentOffset, plaintext);
        return sealed;
    }

    /** The most octets of payloads that a fragment has room for, below 1 where there is none. */
    private int partOctets(int mostOctets) {
        int content = mostOctets - FRAGMENT_CONTENT_OFFSET - cipher.overheadOctets();
        return content - Math.floorMod(content, cipher.blockOctets()) - 1;
    }

    private int contentOctets(int chainOctets) {
        return paddedOctets(chainOctets) + cipher.overheadOctets();
    }

    /** Payloads, padding of zeros and the octet that tells how much there is, in whole blocks. */
    private int paddedOctets(int chainOctets) {
        int block = cipher.blockOctets();
        return (chainOctets + 1 + block - 1) / block * block;
    }

    private byte[] padded(Bytes chain) {
        byte[] plaintext = Arrays.copyOf(chain.toArray(), paddedOctets(chain.length()));
        plaintext[plaintext.length - 1] = (byte) (plaintext.length - 1 - chain.length());
        return plaintext;
    }

    private Bytes room(byte[] plaintext) {
        return Bytes.of(new byte[plaintext.length + cipher.overheadOctets()]);
    }
}
