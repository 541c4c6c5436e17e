package org.sctpshim.shim;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import org.sctpshim.esp.plane.PlaneSettings;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.Credentials;
import org.sctpshim.ike.auth.PresharedKey;
import org.sctpshim.ike.host.HostParameters;
import org.sctpshim.ike.host.PadEntry;
import org.sctpshim.ike.session.SessionParameters;
import org.sctpshim.shim.credentials.KeyStrength;
import org.sctpshim.shim.ipsec.IpsecProtection;
import org.sctpshim.shim.ipsec.IpsecSettings;

/** Turns what a shim is told into protection by IPsec. */
final class Composition {
    private static final System.Logger LOG = System.getLogger(Composition.class.getName());

    private Composition() {}

    /**
     * Starts IKE and the data plane.
     *
     * @throws IOException in one sentence, what keeps them from starting
     */
    static IpsecProtection open(ShimConfig config) throws IOException {
        config.peers().forEach(Composition::warnOfWeakKeys);
        List<PadEntry> peers = config.peers().stream().map(Peer::entry).toList();
        HostParameters host = new HostParameters(
                SessionParameters.defaults(config.identity())
                        .with(config.profile())
                        .with(config.lifetimes())
                        .with(config.natTraversal())
                        .with(credentials(config)),
                peers,
                config.ikePort(),
                config.halfOpen());
        return IpsecProtection.open(new IpsecSettings(
                host,
                config.localAddresses(),
                config.esp(),
                PlaneSettings.DEFAULT,
                config.dangerousKeyLog(),
                config.securityEvents()));
    }

    /** Says which keys are easy to guess; what a peer demands is not ours to refuse. */
    private static void warnOfWeakKeys(Peer peer) {
        if (peer.authentication() instanceof PresharedKey shared) {
            KeyStrength.hintForPreSharedKey(shared.key())
                    .ifPresent(hint ->
                            LOG.log(Level.WARNING, "the pre-shared key of peer \"" + peer.name() + "\" " + hint));
        }
        peer.postquantumKey()
                .flatMap(own -> KeyStrength.hintForPostquantumKey(own.key()))
                .ifPresent(
                        hint -> LOG.log(Level.WARNING, "the postquantum key of peer \"" + peer.name() + "\" " + hint));
    }

    private static Credentials credentials(ShimConfig config) {
        for (CertificateCredential each : config.credentials()) {
            if (!each.holds(config.identity())) {
                LOG.log(
                        Level.WARNING,
                        "{0} does not hold the identity {1}: peers that look for it there refuse this host; set the"
                                + " identity to the certificate''s subject or to one of its alternative names",
                        each,
                        config.identity());
            }
        }
        return new Credentials(config.credentials(), nowNs -> Instant.now(), config.certificateWarning());
    }
}
