package org.sctpshim.esp.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sctpshim.esp.linux.ResolvedRoute;
import org.sctpshim.esp.linux.Rtnetlink;

/** How a host would be reached if no plane were in between. The plane's own table never answers: it is for SCTP alone. */
final class RealRoutes {

    private final Rtnetlink netlink;

    RealRoutes(Rtnetlink netlink) {
        this.netlink = netlink;
    }

    /**
     * The routes SCTP would try, in its order: the one for no particular source if the kernel then chooses one of the
     * association's addresses, else one from each of these addresses. The latter may exist where the former does not, as
     * when rules ask for the source. Each has one of the local addresses as its preferred source.
     *
     * @return none while there is no route, such as while a link is down
     */
    List<ResolvedRoute> to(InetAddress remote, Set<InetAddress> locals) {
        ResolvedRoute free = found(remote, null);
        InetAddress preferred = free == null ? null : free.preferredSource();
        if (free != null && preferred != null && locals.contains(preferred)) {
            return List.of(free);
        }
        List<ResolvedRoute> routes = new ArrayList<>();
        for (InetAddress local : locals) {
            ResolvedRoute route = found(remote, local);
            if (route != null) {
                routes.add(route);
            }
        }
        return routes;
    }

    private @Nullable ResolvedRoute found(InetAddress remote, @Nullable InetAddress local) {
        try {
            return local == null ? netlink.routeTo(remote) : netlink.routeTo(remote, local);
        } catch (IOException e) {
            return null; // the answer to many questions here, and each kernel has its own numbers for it
        }
    }
}
