package org.sctpshim.examples.demo.capture;

/**
 * One exchange: a request, and its response once it was seen.
 *
 * @param name the exchange type's name
 * @param requestNs when the request was first seen
 * @param responseNs when a response was first seen, or {@link #UNANSWERED}
 * @param source who asked, at the first sending
 * @param destination who was asked, at the first sending
 * @param requests how often the request was sent
 */
public record IkeExchange(
        String name, long requestNs, long responseNs, String source, String destination, int requests) {
    /** The response time of an exchange without a response. */
    public static final long UNANSWERED = Long.MAX_VALUE;

    /** Whether the response was seen. */
    public boolean answered() {
        return responseNs != UNANSWERED;
    }

    IkeExchange sentAgain() {
        return new IkeExchange(name, requestNs, responseNs, source, destination, requests + 1);
    }

    IkeExchange answeredAt(long ns) {
        return answered() ? this : new IkeExchange(name, requestNs, ns, source, destination, requests);
    }
}
