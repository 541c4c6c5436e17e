package org.sctpshim.esp.linux;

/**
 * When the kernel tells that a state is to be replaced, and when it removes it: {@code struct xfrm_lifetime_cfg}.
 *
 * @param bytes octets after which it removes the state, {@link #NONE} for never
 * @param packets packets, likewise
 * @param seconds age in seconds, 0 for never
 */
public record XfrmLimits(long bytes, long packets, long seconds) {

    /** No limit of octets or packets: {@code XFRM_INF}. */
    public static final long NONE = -1;

    /** No limit at all. */
    public static final XfrmLimits UNLIMITED = new XfrmLimits(NONE, NONE, 0);
}
