/**
 * What the shim reads of the running system: the kernel's tables of SCTP associations and their paths, watched for
 * changes, and the checks that tell before anything starts why it could not work.
 */
@NullMarked
package org.sctpshim.shim.kernel;

import org.jspecify.annotations.NullMarked;
