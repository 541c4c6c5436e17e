/** The one event log that every program of the demo writes and the report reads: its line format, its writer, its reader. */
@NullMarked
package org.sctpshim.examples.demo.event;

import org.jspecify.annotations.NullMarked;
