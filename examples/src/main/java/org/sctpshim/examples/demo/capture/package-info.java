/**
 * What went over a link: classic pcap files as tcpdump writes them, a packet's kind (IKE, ESP, encapsulated ESP, clear
 * SCTP, other), counts by kind, and the IKE exchanges as their unencrypted headers tell them. Nothing here knows keys or
 * asks the shim: it is the view of somebody on the wire.
 */
@NullMarked
package org.sctpshim.examples.demo.capture;

import org.jspecify.annotations.NullMarked;
