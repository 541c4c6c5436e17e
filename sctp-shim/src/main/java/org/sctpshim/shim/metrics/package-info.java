/**
 * Protection in figures, for whoever binds {@link org.sctpshim.shim.metrics.ShimMetrics} to a Micrometer registry; for
 * nobody else anything is done. Everything comes from {@link org.sctpshim.shim.status.SecurityView}; nothing here is on
 * the way of a packet or an IKE message. {@code docs/metrics.md} lists the meters.
 */
@NullMarked
package org.sctpshim.shim.metrics;

import org.jspecify.annotations.NullMarked;
