package org.sctpshim.esp.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message from the kernel: its fixed part, and its attributes once {@link #attributesFrom} has said where they start. */
final class NetlinkMessage {

    private static final int TYPE_MASK = 0x3fff;

    private final int type;
    private final ByteBuffer body;
    private final Map<Integer, ByteBuffer> attributes = new HashMap<>();

    /** A message whose body is a copy of its own. */
    NetlinkMessage(int type, ByteBuffer body) {
        this.type = type;
        this.body = body.order(ByteOrder.nativeOrder());
    }

    int type() {
        return type;
    }

    int octet(int at) {
        return Byte.toUnsignedInt(body.get(at));
    }

    /** Two octets in network order, as ports are. */
    int port(int at) {
        return octet(at) << 8 | octet(at + 1);
    }

    int half(int at) {
        return Short.toUnsignedInt(body.getShort(at));
    }

    int word(int at) {
        return body.getInt(at);
    }

    long doubleWord(int at) {
        return body.getLong(at);
    }

    /** An SPI, which is in network order. */
    int spi(int at) {
        return octet(at) << 24 | octet(at + 1) << 16 | octet(at + 2) << 8 | octet(at + 3);
    }

    byte[] octets(int at, int count) {
        byte[] copy = new byte[count];
        body.get(at, copy);
        return copy;
    }

    /** Reads the attributes behind a fixed part of this many octets. What is not well formed ends the reading. */
    NetlinkMessage attributesFrom(int fixedBytes) {
        int at = fixedBytes;
        while (at + 4 <= body.limit()) {
            int length = half(at);
            if (length < 4 || at + length > body.limit()) {
                break;
            }
            attributes.put(
                    half(at + 2) & TYPE_MASK, body.slice(at + 4, length - 4).order(ByteOrder.nativeOrder()));
            at += length + (-length & 3);
        }
        return this;
    }

    boolean has(int attribute) {
        return attributes.containsKey(attribute);
    }

    /** The number in an attribute of 1 or 4 octets, or this default. */
    int number(int attribute, int otherwise) {
        ByteBuffer value = attributes.get(attribute);
        if (value == null || value.limit() == 0) {
            return otherwise;
        }
        return value.limit() < 4 ? Byte.toUnsignedInt(value.get(0)) : value.getInt(0);
    }

    /** The number in an attribute of 8 octets, or this default. */
    long longNumber(int attribute, long otherwise) {
        ByteBuffer value = attributes.get(attribute);
        return value == null || value.limit() < Long.BYTES ? otherwise : value.getLong(0);
    }

    /** The value of an attribute as a message of its own, null if absent. */
    @Nullable
    NetlinkMessage value(int attribute) {
        ByteBuffer value = attributes.get(attribute);
        return value == null ? null : new NetlinkMessage(0, value);
    }

    /** The second number of an attribute that holds two. */
    int secondNumber(int attribute, int otherwise) {
        ByteBuffer value = attributes.get(attribute);
        return value == null || value.limit() < 8 ? otherwise : value.getInt(4);
    }

    @Nullable
    InetAddress address(int attribute) {
        ByteBuffer value = attributes.get(attribute);
        if (value == null) {
            return null;
        }
        byte[] octets = new byte[value.limit()];
        value.get(0, octets);
        return SocketAddressCodec.address(octets);
    }

    /** The text in an attribute without its closing zero, empty if absent. */
    String text(int attribute) {
        ByteBuffer value = attributes.get(attribute);
        return value == null
                ? ""
                : StandardCharsets.US_ASCII.decode(value.duplicate()).toString().replace("\0", "");
    }

    /** The number in an attribute inside an attribute. */
    int nestedNumber(int attribute, int inner, int otherwise) {
        ByteBuffer value = attributes.get(attribute);
        return value == null
                ? otherwise
                : new NetlinkMessage(0, value).attributesFrom(0).number(inner, otherwise);
    }
}
