package org.sctpshim.esp.aead;

/**
 * An implementation of the ciphers: the JDK's, or a native library's.
 *
 * <p>Threads: every method may be called by any thread.
 */
public interface AeadProvider {

    /** A short name for logs and tables, such as {@code jdk}. */
    String name();

    /** Whether keys of this algorithm can be made. */
    boolean supports(AeadAlgorithm algorithm);

    /**
     * Makes a key ready for use. The octets are copied; wiping the array stays the caller's duty.
     *
     * @throws IllegalArgumentException if the length is not the algorithm's, or the algorithm is not supported
     */
    AeadKey key(AeadAlgorithm algorithm, byte[] octets);

    /** A new worker for one thread. */
    Aead worker();
}
