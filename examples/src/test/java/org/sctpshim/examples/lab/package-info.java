/**
 * Tests that need a real kernel with SCTP and IPsec, and what they stand on.
 *
 * <p>A lab test is a class named {@code ...LabTest} and tagged {@code lab}. It runs inside the lab (see docs/lab.md),
 * next to the hosts {@code alpha} and {@code beta}; {@link org.sctpshim.examples.lab.LabIT} boots the lab once for all
 * of them and tells Maven how each one ended. {@link org.sctpshim.examples.lab.LabHost} runs programs on a host,
 * {@link org.sctpshim.examples.lab.LabLinks} breaks and mends the links between the two.
 */
@NullMarked
package org.sctpshim.examples.lab;

import org.jspecify.annotations.NullMarked;
