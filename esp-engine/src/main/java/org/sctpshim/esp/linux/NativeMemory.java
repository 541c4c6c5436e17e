package org.sctpshim.esp.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A direct buffer together with its address, which is asked for once. Holding this object keeps the memory alive.
 *
 * <p>Threads: as {@link ByteBuffer}; absolute access from one thread at a time.
 */
public final class NativeMemory {

    private final ByteBuffer buffer;
    private final long address;

    private NativeMemory(ByteBuffer buffer) {
        this.buffer = buffer;
        this.address = Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    /** Zeroed memory of this many octets, in the machine's byte order. */
    public static NativeMemory allocate(int octets) {
        return new NativeMemory(ByteBuffer.allocateDirect(octets).order(ByteOrder.nativeOrder()));
    }

    /**
     * The memory of an existing direct buffer, whose byte order is left as it is.
     *
     * @throws IllegalArgumentException if the buffer is not direct
     */
    public static NativeMemory of(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address");
        }
        return new NativeMemory(direct);
    }

    /** The memory's contents, by absolute index. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** The address of the first octet. */
    public long address() {
        return address;
    }

    int capacity() {
        return buffer.capacity();
    }
}
