package org.sctpshim.ike.wire;

import java.io.Serial;

/**
 * Bytes that are not an IKEv2 message. Only the reader throws it, and it carries no stack trace: anyone on the network
 * can cause it.
 */
public final class MalformedMessageException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String field;
    private final int offset;
    private final String reason;

    /**
     * @param field what was being read, in the RFC's words
     * @param offset octets from the start of what was handed to the reader
     * @param reason why it cannot be that field
     */
    public MalformedMessageException(String field, int offset, String reason) {
        super(field + " at octet " + offset + ": " + reason, null, false, false);
        this.field = field;
        this.offset = offset;
        this.reason = reason;
    }

    public String field() {
        return field;
    }

    public int offset() {
        return offset;
    }

    public String reason() {
        return reason;
    }
}
