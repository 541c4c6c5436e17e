/**
 * SCTP channels whose associations are protected: drop-in subclasses of the JDK's channel classes, and attachments to
 * ordinary ones. The only package that uses {@code com.sun.nio.sctp}.
 */
@NullMarked
package org.sctpshim.shim.channel;

import org.jspecify.annotations.NullMarked;
