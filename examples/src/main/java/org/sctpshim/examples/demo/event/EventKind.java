package org.sctpshim.examples.demo.event;

import java.util.Locale;

/** What an event tells. The word in the log is the constant's name in lower case with hyphens. */
public enum EventKind {
    /** One instant on both clocks: {@code wallNs=} since 1970, beside the event's own monotonic time. */
    CLOCK,
    /** The receiver is ready for associations. */
    LISTENING,
    /** An association is up, as seen by this host: {@code connectNs=} on the side that called connect. */
    CONNECTED,
    /** The sender is about to send its first message: {@code rate=} messages a second, {@code count=}, {@code bytes=}. */
    TRAFFIC_STARTED,
    /** A message was handed to the channel: {@code seq=}, {@code dueNs=} when the schedule asked for it. */
    MESSAGE_SENT,
    /** A message arrived: {@code seq=}, {@code sentNs=} on the sender's clock. */
    MESSAGE_RECEIVED,
    /** No more messages will follow on this side: {@code count=}. */
    TRAFFIC_ENDED,
    /** A notification of the SCTP stack, in its own words. */
    SCTP_NOTICE,
    /** The kernel's state of one peer address changed: {@code remote=}, {@code state=}, {@code rtoMs=}. */
    PATH_STATE,
    /** A link is cut now at both ends: {@code link=}, {@code how=}, {@code tookUs=} how long it took to cut it. */
    LINK_CUT,
    /** The link was given back: {@code link=}. */
    LINK_RESTORED,
    /** An IKE SA came up: {@code local=}, {@code remote=}. */
    IKE_SA_UP,
    /** The IKE SA moved to another address pair: {@code local=}, {@code remote=}. */
    IKE_SA_MOVED,
    /** A path has security associations both ways: {@code local=}, {@code remote=}. */
    PATH_PROTECTED,
    /** A path's protection ended: {@code local=}, {@code remote=}, {@code reason=}. */
    PATH_LOST,
    /** Anything else the shim reports, in its own words. */
    SHIM_NOTICE,
    /** The program could not go on: why, in a sentence. */
    FAILED;

    /** The word that stands for this kind in a log line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind a word stands for.
     *
     * @throws IllegalArgumentException if no kind has that word
     */
    public static EventKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
