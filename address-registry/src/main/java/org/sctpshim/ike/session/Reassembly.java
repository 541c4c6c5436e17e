package org.sctpshim.ike.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sctpshim.ike.crypto.Fragment;
import org.sctpshim.ike.crypto.Opening;
import org.sctpshim.ike.wire.IkeHeader;

/**
 * Fragments of messages that are not whole yet (RFC 7383 section 2.6). Only authentic ones get here. What is kept is
 * limited: the octets and fragments of a message, and the octets of all messages together.
 */
final class Reassembly {
    /** How many fragments a message may have: enough for 64 KiB in the shortest datagrams. */
    static final int MOST_FRAGMENTS = 255;

    /** Octets of all fragments that are kept; what is beyond is dropped, and sent again by the peer. */
    static final int MOST_OCTETS = 128 * 1024;

    private record Key(boolean response, int messageId) {}

    private static final class Incomplete {
        final IkeHeader header;
        final int total;
        final Map<Integer, Fragment> parts = new TreeMap<>();
        int octets;

        Incomplete(Fragment first) {
            this.header = first.header();
            this.total = first.total();
        }
    }

    private final Map<Key, Incomplete> incomplete = new LinkedHashMap<>();
    private int octets;

    /**
     * Takes a fragment.
     *
     * @return the message, once it is whole
     */
    Optional<Opening> add(Fragment fragment) {
        Key key = key(fragment.header());
        Incomplete known = incomplete.get(key);
        if (known != null && known.total < fragment.total()) {
            // The sender cut it into smaller pieces: those before are of no use (RFC 7383 section 2.6).
            forget(fragment.header());
            known = null;
        }
        boolean stale = known != null && (known.total > fragment.total() || !known.header.equals(fragment.header()));
        boolean tooMuch =
                fragment.total() > MOST_FRAGMENTS || octets + fragment.part().length() > MOST_OCTETS;
        if (stale || tooMuch) {
            return Optional.empty();
        }
        if (known == null) {
            known = new Incomplete(fragment);
            incomplete.put(key, known);
        }
        if (known.parts.putIfAbsent(fragment.number(), fragment) == null) {
            known.octets += fragment.part().length();
            octets += fragment.part().length();
        }
        if (known.parts.size() < known.total) {
            return Optional.empty();
        }
        List<Fragment> all = new ArrayList<>(known.parts.values());
        forget(fragment.header());
        return Fragment.join(all);
    }

    /** Drops what is kept of a message. */
    void forget(IkeHeader header) {
        Incomplete known = incomplete.remove(key(header));
        if (known != null) {
            octets -= known.octets;
        }
    }

    /** Octets that are kept. */
    int octets() {
        return octets;
    }

    private static Key key(IkeHeader header) {
        return new Key(header.response(), header.messageId());
    }
}
