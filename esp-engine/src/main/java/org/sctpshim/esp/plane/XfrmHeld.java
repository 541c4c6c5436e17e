package org.sctpshim.esp.plane;

import org.sctpshim.esp.linux.XfrmState;

/**
 * What the kernel was told of an SA, to be told again with other UDP ports.
 *
 * @param state all but the key
 * @param keyBytes length of the key
 */
record XfrmHeld(XfrmState state, int keyBytes) {}
