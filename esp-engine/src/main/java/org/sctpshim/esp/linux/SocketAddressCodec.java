package org.sctpshim.esp.linux;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** {@code struct sockaddr_in} and {@code sockaddr_in6}; raw sockets have port 0. */
final class SocketAddressCodec {

    static final int IPV4_BYTES = 16;
    static final int IPV6_BYTES = 28;
    static final int PORT_AT = 2;
    static final int IPV4_ADDRESS_AT = 4;
    static final int IPV6_ADDRESS_AT = 8;

    private SocketAddressCodec() {}

    /** Writes the address, with port 0, at this index and tells its length. The memory there must be zero. */
    static int write(ByteBuffer memory, int at, InetAddress address) {
        return write(memory, at, address, 0);
    }

    /** Writes address and port at this index and tells its length. The memory there must be zero. */
    static int write(ByteBuffer memory, int at, InetAddress address, int port) {
        byte[] octets = address.getAddress();
        memory.put(at + PORT_AT, (byte) (port >> 8)).put(at + PORT_AT + 1, (byte) port);
        if (address instanceof Inet4Address) {
            memory.putShort(at, (short) Libc.AF_INET);
            memory.put(at + IPV4_ADDRESS_AT, octets);
            return IPV4_BYTES;
        }
        memory.putShort(at, (short) Libc.AF_INET6);
        memory.put(at + IPV6_ADDRESS_AT, octets);
        return IPV6_BYTES;
    }

    static int family(InetAddress address) {
        return address instanceof Inet4Address ? Libc.AF_INET : Libc.AF_INET6;
    }

    /** An address of 4 or 16 octets. */
    static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets, got " + octets.length, e);
        }
    }
}
