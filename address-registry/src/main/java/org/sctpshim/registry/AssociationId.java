package org.sctpshim.registry;

/**
 * An association in this host's registry.
 *
 * @param number counted from 1, never used again
 */
public record AssociationId(long number) {}
