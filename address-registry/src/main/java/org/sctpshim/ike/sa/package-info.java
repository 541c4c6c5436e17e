/**
 * What IKEv2 negotiates and what a session tells of it: Child SAs, datagrams, events, credentials. Values only.
 */
@NullMarked
package org.sctpshim.ike.sa;

import org.jspecify.annotations.NullMarked;
