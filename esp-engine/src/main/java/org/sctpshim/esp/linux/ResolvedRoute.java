package org.sctpshim.esp.linux;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How the kernel would send a packet now.
 *
 * @param interfaceIndex the device it would leave by
 * @param preferredSource the source it would be given, null if the kernel does not say
 * @param mtuBytes the longest packet the route takes, as far as the kernel knows
 */
public record ResolvedRoute(int interfaceIndex, @Nullable InetAddress preferredSource, int mtuBytes) {}
