package org.sctpshim.examples.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority: a root, or one below it. */
public final class Authority {
    private final Holder holder;

    /** What leads from this authority to its root, the root left out. */
    private final List<X509Certificate> leading;

    private Authority(Holder holder, List<X509Certificate> leading) {
        this.holder = holder;
        this.leading = leading;
    }

    static Authority root(String name, KeyKind kind) {
        KeyPair keys = kind.pair();
        X500Name self = new X500Name(subject(name));
        X509Certificate certificate =
                new Certificate(subject(name), keys.getPublic()).ofAnAuthority().issue(self, keys);
        return new Authority(new Holder(name, keys, List.of(certificate)), List.of());
    }

    Authority below(String name, KeyKind kind) {
        KeyPair keys = kind.pair();
        X509Certificate certificate = issue(new Certificate(subject(name), keys.getPublic()).ofAnAuthority());
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(leading);
        return new Authority(new Holder(name, keys, chain), chain);
    }

    X509Certificate issue(Certificate certificate) {
        return certificate.issue(
                X500Name.getInstance(
                        holder.certificate().getSubjectX500Principal().getEncoded()),
                holder.keys());
    }

    /** A chain for a certificate that it has issued. */
    List<X509Certificate> chain(X509Certificate issued) {
        List<X509Certificate> chain = new ArrayList<>(List.of(issued));
        chain.addAll(leading);
        return chain;
    }

    /** The authority itself. */
    public Holder holder() {
        return holder;
    }

    /** A list of revoked certificates that is good for a day, in DER. */
    byte[] crl(X509Certificate... revoked) throws IOException {
        Instant now = Instant.now();
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                X500Name.getInstance(
                        holder.certificate().getSubjectX500Principal().getEncoded()),
                Date.from(now.minus(Duration.ofHours(1))));
        builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
        for (X509Certificate each : revoked) {
            builder.addCRLEntry(
                    each.getSerialNumber(), Date.from(now.minus(Duration.ofHours(2))), CRLReason.keyCompromise);
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(holder.keys().getPublic()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        return builder.build(signer(holder.keys())).getEncoded();
    }

    static ContentSigner signer(KeyPair keys) {
        try {
            return new JcaContentSignerBuilder(algorithm(keys)).build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static String algorithm(KeyPair keys) {
        return keys.getPublic() instanceof RSAKey ? "SHA256withRSA" : "SHA256withECDSA";
    }

    private static String subject(String name) {
        return "O=Lab,CN=" + name;
    }
}
