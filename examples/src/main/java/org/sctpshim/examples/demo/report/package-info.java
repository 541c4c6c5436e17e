/**
 * What a run of the demo left behind becomes a summary (words, JSON, a verdict) and a timeline (picture and CSV). All
 * of it is computed from the run's own logs and captures; nothing is taken from what was planned.
 */
@NullMarked
package org.sctpshim.examples.demo.report;

import org.jspecify.annotations.NullMarked;
