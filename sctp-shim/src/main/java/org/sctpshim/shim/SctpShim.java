package org.sctpshim.shim;

import com.sun.nio.sctp.SctpChannel;
import com.sun.nio.sctp.SctpServerChannel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.sctpshim.shim.channel.Attachment;
import org.sctpshim.shim.channel.ProtectedChannels;
import org.sctpshim.shim.channel.ProtectedSctpChannel;
import org.sctpshim.shim.channel.ProtectedSctpServerChannel;
import org.sctpshim.shim.channel.ServerAttachment;
import org.sctpshim.shim.ipsec.IpsecProtection;
import org.sctpshim.shim.kernel.Finding;
import org.sctpshim.shim.kernel.Finding.Severity;
import org.sctpshim.shim.kernel.KernelTables;
import org.sctpshim.shim.kernel.Preflight;
import org.sctpshim.shim.kernel.SctpPathWatcher;
import org.sctpshim.shim.kernel.SystemView;
import org.sctpshim.shim.metrics.ShimMetrics;
import org.sctpshim.shim.protection.AssociationProtection;
import org.sctpshim.shim.status.SecurityStatus;
import org.sctpshim.shim.status.SecurityView;

/**
 * Protected SCTP associations for Java programs: one IKE SA with each peer, one pair of ESP SAs for each path.
 *
 * <pre>{@code
 * try (SctpShim shim = SctpShim.builder()
 *         .identity("alpha.example")
 *         .localAddresses("10.1.0.1", "10.2.0.1")
 *         .peer(Peer.named("beta.example").preSharedKey(key).addresses("10.1.0.2", "10.2.0.2").build())
 *         .open()) {
 *     SctpChannel channel = shim.openChannel();
 *     channel.connect(new InetSocketAddress("10.1.0.2", 2905));
 * }
 * }</pre>
 *
 * <p>Any thread may call any method.
 */
public final class SctpShim implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SctpShim.class.getName());

    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(2);

    private final AssociationProtection protection;
    private final SctpPathWatcher watcher;
    private final ProtectedChannels channels;
    private final SecurityView view;
    private final ShimMetrics metrics;

    private SctpShim(AssociationProtection protection, SecurityView view, KernelTables tables, ShimConfig config) {
        this.protection = protection;
        this.view = view;
        this.metrics = new ShimMetrics(view);
        this.watcher = SctpPathWatcher.start(tables, config.pathWatchInterval());
        this.channels = new ProtectedChannels(protection, watcher, config.channels(), config.events());
    }

    /** Starts the description of a shim. */
    public static ShimBuilder builder() {
        return new ShimBuilder();
    }

    /**
     * Looks whether this machine can do what is needed, then starts IKE and the data plane.
     *
     * @throws IOException in one sentence, what is missing and what to do
     */
    public static SctpShim open(ShimConfig config) throws IOException {
        List<Finding> findings = Preflight.check(SystemView.running(), List.of(config.ikePort(), config.ikeNatPort()));
        for (Finding finding : findings) {
            if (finding.severity() == Severity.FAILURE) {
                throw new IOException(finding.sentence());
            }
            LOG.log(finding.severity() == Severity.WARNING ? Level.WARNING : Level.INFO, finding.sentence());
        }
        requireLocal(config.localAddresses());
        if (config.dangerousKeyLog().isPresent()) {
            LOG.log(
                    Level.WARNING,
                    "DANGER: all keys are written in clear to "
                            + config.dangerousKeyLog().get());
        }
        IpsecProtection protection = Composition.open(config);
        return over(protection, protection.view(), config);
    }

    private static void requireLocal(List<InetAddress> addresses) throws IOException {
        for (InetAddress address : addresses) {
            if (NetworkInterface.getByInetAddress(address) == null) {
                throw new IOException("this host has no address " + address.getHostAddress()
                        + ": correct the local addresses (\"ip address\" lists those it has)");
            }
        }
    }

    /**
     * A shim over protection that is running already, which it closes with itself. The machine is not looked at.
     *
     * @param config its times and local addresses count; identity, peers and ports are the protection's own business
     */
    public static SctpShim over(AssociationProtection protection, ShimConfig config) {
        return over(protection, SecurityView.none(), config);
    }

    /**
     * As {@link #over(AssociationProtection, ShimConfig)}, over protection that tells how it stands.
     *
     * @param view where metrics read it
     */
    public static SctpShim over(AssociationProtection protection, SecurityView view, ShimConfig config) {
        return new SctpShim(protection, view, KernelTables.running(), config);
    }

    /** Opens an unconnected channel in blocking mode. */
    public ProtectedSctpChannel openChannel() throws IOException {
        return channels.openChannel();
    }

    /** Opens an unbound server channel in blocking mode. */
    public ProtectedSctpServerChannel openServerChannel() throws IOException {
        return channels.openServerChannel();
    }

    /**
     * Protects what an ordinary channel is about to set up, as {@link ProtectedChannels#attach(SctpChannel,
     * SocketAddress)} says.
     */
    public Attachment attach(SctpChannel channel, SocketAddress remote) throws IOException {
        return channels.attach(channel, remote);
    }

    /** Protects an ordinary server channel, as {@link ProtectedChannels#attach(SctpServerChannel)} says. */
    public ServerAttachment attach(SctpServerChannel server) throws IOException {
        return channels.attach(server);
    }

    /** Guards a listening end, then binds an ordinary server channel to it. */
    public ServerAttachment bindAndAttach(SctpServerChannel server, int port, Set<InetAddress> addresses)
            throws IOException {
        return channels.bindAndAttach(server, port, addresses);
    }

    /**
     * How protection stands: peers, IKE SAs, addresses, paths, and what was let through and what not.
     *
     * @throws IOException if there is no telling: the shim is closed, or IKE does not answer in time
     */
    public SecurityStatus status() throws IOException {
        return view.status();
    }

    /**
     * Judges the certificates of all peers again by the revocation lists that {@code TrustAnchors.renewCrls} was given
     * meanwhile: who is on one loses its SAs at once.
     */
    public void judgePeersAgain() {
        protection.judgePeersAgain();
    }

    /**
     * What there is to measure. Nothing is, until it is bound: {@code shim.metrics().bindTo(registry)}. Its meters leave
     * the registry when this shim is closed.
     */
    public ShimMetrics metrics() {
        return metrics;
    }

    /**
     * Ends all protection. Channels stay open, but not one packet of theirs passes any more: close them first, so that
     * their peers hear of it. Associations of closed channels have up to two seconds to come to their end.
     *
     * <p>Then the secrets that it was opened with are wiped: keys shared with peers, and private keys as far as their
     * implementations can. So a shim that is opened anew needs them anew.
     */
    @Override
    public void close() throws IOException {
        watcher.awaitShutdowns(SHUTDOWN_PATIENCE);
        metrics.close();
        watcher.close();
        protection.close();
    }
}
