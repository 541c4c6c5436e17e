package org.sctpshim.shim.status;

import java.util.Optional;
import org.sctpshim.registry.AddressPair;

/**
 * How often paths over a pair of addresses became protected and lost it again, all ports together. A new SA in the place
 * of an old one is neither.
 *
 * @param pair the two addresses
 * @param gained how often a path became protected
 * @param lost how often a path lost its protection
 * @param changedNs when the last of these happened, as {@link System#nanoTime} tells it
 * @param lastLoss why protection was last lost
 */
public record PathHistory(AddressPair pair, long gained, long lost, long changedNs, Optional<String> lastLoss) {}
