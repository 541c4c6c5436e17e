package org.sctpshim.examples.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sctpshim.esp.plane.DataPlane;
import org.sctpshim.ike.auth.CertificateCredential;
import org.sctpshim.ike.auth.Names;
import org.sctpshim.ike.auth.RevocationPolicy;
import org.sctpshim.ike.auth.RsaPadding;
import org.sctpshim.ike.auth.TrustAnchors;
import org.sctpshim.ike.crypto.SecretBytes;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.host.HalfOpenLimits;
import org.sctpshim.ike.sa.NatTraversal;
import org.sctpshim.ike.sa.PostquantumKey;
import org.sctpshim.ike.sa.TransportMode;
import org.sctpshim.ike.session.Lifetimes;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IpAddress;
import org.sctpshim.registry.AddressPolicy;
import org.sctpshim.registry.IkeSaPerPair;
import org.sctpshim.shim.Peer;
import org.sctpshim.shim.SctpShim;
import org.sctpshim.shim.ShimBuilder;
import org.sctpshim.shim.credentials.PemFiles;

/**
 * A shim as settings of the form {@code key=value} describe it:
 *
 * <pre>
 * name=IDENTITY                        what it calls itself: a domain name, a mailbox, an address, or a distinguished
 *                                      name, most specific part first
 * local=ADDRESS[,ADDRESS]:PORT         own end
 * peer=IDENTITY                        what the peer calls itself
 * remote=ADDRESS[,ADDRESS]:PORT        the peer's end
 * secret=TEXT                          the secret of both
 * certificate=FILE[,FILE] key=FILE     instead of the secret: own certificates, each with what leads from it to a root,
 *                                      and their keys
 * anchors=FILE[,FILE]                  and the roots that the peer's certificate must lead to
 * crls=FILE[,FILE] revocation=POLICY   lists of revoked certificates; a name of RevocationPolicy
 * online=yes                           whether those are asked that certificates name
 * padding=PSS|PKCS1                    how an RSA key signs
 * ppk=NAME:TEXT ppk-mandatory=yes      a postquantum pre-shared key
 * cookies=always                       whoever initiates must show a cookie
 * addresses=vouched|listed|announced   which addresses the peer has: those of its end and no other, those that it lists
 *                                      by MOBIKE whether it follows the extension or not, or only if it does
 * pairs=NEVER|PREFERRED|REQUIRED       whether each pair has an IKE SA of its own, never if nothing is said
 * plane=USERSPACE|KERNEL|AUTO          whose ESP it is, the process's own if nothing is said
 * profile=NAME                         the algorithms: a name of SecurityProfile, or "everything"
 * connect=SECONDS                      how long to connect may take
 * lifetimes=MILLIS,MILLIS              after how long a Child SA and an IKE SA are replaced, exactly; none ends
 * mode=REQUIRED|PREFERRED|NEVER        whether ESP is in transport mode, always if nothing is said
 * nat=yes                              whether NATs may be on the way
 * keys=FOLDER                          where all keys are written to
 * </pre>
 */
final class EchoShim {
    private EchoShim() {}

    static ShimBuilder builder(EchoSettings settings) throws IOException {
        ShimBuilder builder = SctpShim.builder()
                .identity(identification(settings.require("name")))
                .localAddresses(settings.addresses("local"))
                .esp(DataPlane.Kind.valueOf(settings.find("plane").orElse("USERSPACE")))
                .peer(peer(settings));
        for (int i = 0; i < settings.list("certificate").size(); i++) {
            builder.credentials(credential(settings, i));
        }
        settings.find("cookies").map(always -> new HalfOpenLimits(0, 8, 200)).ifPresent(builder::halfOpen);
        settings.find("profile").map(EchoShim::profile).ifPresent(builder::profile);
        settings.find("connect")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .ifPresent(builder::connectTimeout);
        settings.find("lifetimes").map(EchoShim::lifetimes).ifPresent(builder::lifetimes);
        settings.find("nat").ifPresent(yes -> builder.natTraversal(NatTraversal.ALLOW));
        settings.find("keys").map(Path::of).ifPresent(builder::dangerouslyLogKeysTo);
        return builder;
    }

    private static Identification identification(String text) {
        if (text.contains("=")) {
            return Names.distinguishedName(text);
        }
        if (text.contains("@")) {
            return Identification.email(text);
        }
        return text.matches("[0-9.]+|.*:.*")
                ? Identification.address(IpAddress.parse(text))
                : Identification.fqdn(text);
    }

    private static Lifetimes lifetimes(String text) {
        long[] softNs = Arrays.stream(text.split(",", -1))
                .mapToLong(millis -> Duration.ofMillis(Long.parseLong(millis)).toNanos())
                .toArray();
        return new Lifetimes(softNs[0], Lifetimes.NEVER, softNs[1], Lifetimes.NEVER, Lifetimes.NEVER, 0);
    }

    private static SecurityProfile profile(String name) {
        return name.equals("everything") ? WholeProfile.EVERYTHING : SecurityProfile.named(name);
    }

    private static Peer peer(EchoSettings settings) throws IOException {
        String[] addresses = settings.addresses("remote");
        String name = settings.require("peer");
        Peer.Builder peer = Peer.named(name).identity(identification(name)).addresses(addresses);
        if (settings.find("anchors").isPresent()) {
            peer.certificate(anchors(settings));
        } else {
            peer.preSharedKey(secret(settings.require("secret")));
        }
        postquantumKey(settings).ifPresent(peer::postquantumKey);
        settings.find("mode").map(TransportMode::valueOf).ifPresent(peer::transportMode);
        settings.find("pairs").map(IkeSaPerPair::valueOf).ifPresent(peer::ikeSaPerPair);
        switch (settings.find("addresses").orElse("announced")) {
            case "vouched" -> {
                for (String address : addresses) {
                    peer.permit(address + "/32").vouchFor(address + "/32");
                }
                peer.listed(AddressPolicy.Listed.NEVER);
            }
            case "listed" -> peer.listed(AddressPolicy.Listed.ALWAYS);
            case "announced" -> peer.listed(AddressPolicy.Listed.ANNOUNCED);
            default -> throw new IllegalArgumentException("addresses is vouched, listed or announced");
        }
        return peer.build();
    }

    private static CertificateCredential credential(EchoSettings settings, int which) throws IOException {
        CertificateCredential credential = PemFiles.credential(
                Path.of(settings.list("key").get(which)),
                Path.of(settings.list("certificate").get(which)));
        return settings.find("padding")
                .map(RsaPadding::valueOf)
                .map(credential::signingWith)
                .orElse(credential);
    }

    private static TrustAnchors anchors(EchoSettings settings) throws IOException {
        List<X509Certificate> trusted = new ArrayList<>();
        for (String file : settings.list("anchors")) {
            trusted.addAll(PemFiles.certificates(Path.of(file)));
        }
        List<X509CRL> crls = new ArrayList<>();
        for (String file : settings.list("crls")) {
            crls.addAll(PemFiles.crls(Path.of(file)));
        }
        TrustAnchors.Builder anchors = TrustAnchors.named("lab").trust(trusted).crls(crls);
        settings.find("revocation").map(RevocationPolicy::valueOf).ifPresent(anchors::revocation);
        if (settings.find("online").isPresent()) {
            anchors.askOnline();
        }
        return anchors.build();
    }

    private static Optional<PostquantumKey> postquantumKey(EchoSettings settings) {
        return settings.find("ppk").map(text -> {
            String[] halves = text.split(":", 2);
            boolean mandatory = settings.find("ppk-mandatory").isPresent();
            return new PostquantumKey(Bytes.utf8(halves[0]), secret(halves[1]), mandatory);
        });
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.adopt(text.getBytes(StandardCharsets.UTF_8));
    }
}
