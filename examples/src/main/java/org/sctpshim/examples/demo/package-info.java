/**
 * The main job as one command: two hosts, two links, one association with traffic, a link cut and given back, and a
 * report of what happened. {@link org.sctpshim.examples.demo.DemoHost} runs inside the lab, once on each host;
 * {@link org.sctpshim.examples.demo.DemoReport} runs outside, over what they left behind.
 */
@NullMarked
package org.sctpshim.examples.demo;

import org.jspecify.annotations.NullMarked;
