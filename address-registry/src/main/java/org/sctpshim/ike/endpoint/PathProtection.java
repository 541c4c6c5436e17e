package org.sctpshim.ike.endpoint;

import java.io.IOException;
import org.sctpshim.ike.sa.ChildSa;
import org.sctpshim.registry.PathId;
import org.sctpshim.registry.SpiPair;

/**
 * Where Child SAs are installed: the port to a data plane. Called on the endpoint's thread only, always before the
 * peer can learn of what is being done; so it answers quickly.
 */
public interface PathProtection {
    /**
     * Installs both directions, inbound first. The keys are wiped when this returns: the implementation copies them.
     *
     * @throws IOException if the path is not protected now; the endpoint then deletes the Child SA
     */
    void install(ChildSa child) throws IOException;

    /**
     * Installs the inbound direction of an SA that is to take the place of another on the same path, which goes on sealing.
     *
     * @throws IOException if packets under it cannot be opened; the endpoint then deletes the Child SA
     */
    void installInbound(ChildSa child) throws IOException;

    /**
     * Seals with an SA from now on whose inbound direction is installed. The keys are wiped when this returns.
     *
     * @throws IOException if it cannot; the endpoint then deletes the Child SA
     */
    void installOutbound(ChildSa child) throws IOException;

    /** Removes both directions; does nothing where they are gone already. Without them the path stays blocked. */
    void remove(PathId path, SpiPair spis);
}
