package org.sctpshim.ike.exchange;

import java.util.ArrayList;
import java.util.List;
import org.sctpshim.ike.crypto.SharedSecret;
import org.sctpshim.ike.wire.KeyExchangeMethod;

/**
 * The key exchanges of one CREATE_CHILD_SA. The first is done with it, those that follow are done one after the other in
 * IKE_FOLLOWUP_KE (RFC 9370 section 2.2.4); keys are derived when there is none left. Until then the secrets are here.
 */
public final class KeyExchangeSeries {
    private final SharedSecret first;
    private final List<KeyExchangeMethod> methods;
    private final List<SharedSecret> additional = new ArrayList<>();

    /**
     * The first is done.
     *
     * @param methods of those that follow, in order; none in most cases
     */
    public KeyExchangeSeries(SharedSecret first, List<KeyExchangeMethod> methods) {
        this.first = first;
        this.methods = List.copyOf(methods);
    }

    /** Whether none is left. */
    public boolean isComplete() {
        return additional.size() == methods.size();
    }

    /** The method of the next one; there must be one left. */
    KeyExchangeMethod next() {
        return methods.get(additional.size());
    }

    /** The next one is done. */
    void add(SharedSecret secret) {
        additional.add(secret);
    }

    /** The secret of the first, to be consumed. */
    public SharedSecret first() {
        return first;
    }

    /** The secrets of those that followed, in order, to be consumed. */
    public List<SharedSecret> additional() {
        return List.copyOf(additional);
    }

    /** It comes to nothing. */
    public void wipe() {
        first.close();
        additional.forEach(SharedSecret::close);
    }
}
