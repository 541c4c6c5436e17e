package org.sctpshim.shim.status;

import java.util.Optional;

/**
 * What became of the IKE SAs with a peer since this host started.
 *
 * @param established how many were established
 * @param moved how often one went over to another pair (RFC 4555, section 3.5)
 * @param ended how many ended, or could not be established
 * @param lastEnd why the last one did; not its peer's words, unless it says so
 */
public record IkeSaCounts(long established, long moved, long ended, Optional<String> lastEnd) {
    /** Nothing has happened yet. */
    public static final IkeSaCounts NONE = new IkeSaCounts(0, 0, 0, Optional.empty());
}
