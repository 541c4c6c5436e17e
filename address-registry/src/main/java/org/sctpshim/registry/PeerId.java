package org.sctpshim.registry;

/**
 * A peer as local policy names it: one authenticated IKE identity.
 *
 * @param name the name of the peer's entry in the local configuration, for example {@code hss-01}
 */
public record PeerId(String name) {
    /**
     * Names a peer.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public PeerId {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a peer needs a name");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
