package org.sctpshim.shim.credentials;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sctpshim.ike.auth.CertificateCredential;

/** Keys, certificates and revocation lists in PEM files (RFC 7468). */
public final class PemFiles {
    private PemFiles() {}

    /**
     * This host's key, not encrypted, and its certificate with those that lead from it towards an authority.
     *
     * @throws IOException if a file cannot be read, or they do not fit each other
     */
    public static CertificateCredential credential(Path key, Path... certificates) throws IOException {
        return credential(key, new char[0], certificates);
    }

    /**
     * The same with an encrypted key.
     *
     * @param password wiped in any case
     */
    public static CertificateCredential credential(Path key, char[] password, Path... certificates) throws IOException {
        List<X509Certificate> all = new ArrayList<>();
        try {
            for (Path file : certificates) {
                all.addAll(certificates(file));
            }
            return CertificateCredential.of(privateKey(key, password), all);
        } catch (IllegalArgumentException e) {
            throw new IOException(key + " and " + Arrays.toString(certificates) + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static PrivateKey privateKey(Path file, char[] password) throws IOException {
        List<PemBlock> blocks = PemBlock.read(file);
        try {
            for (PemBlock block : blocks) {
                if (block.label().endsWith("PRIVATE KEY")) {
                    return Pkcs8.read(file, block, password);
                }
            }
            throw new IOException(file + " has no private key: it needs a block \"-----BEGIN PRIVATE KEY-----\"");
        } finally {
            blocks.forEach(PemBlock::close);
        }
    }

    /**
     * Every certificate of a file, in order; other blocks are skipped.
     *
     * @throws IOException if there is none, or one cannot be read
     */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (PemBlock block : PemBlock.read(file)) {
                try (block) {
                    if (block.label().equals("CERTIFICATE")) {
                        certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(block.content())));
                    }
                }
            }
        } catch (CertificateException e) {
            throw new IOException(file + " has a certificate that cannot be read: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + " has no certificate: it needs a block \"-----BEGIN CERTIFICATE-----\"");
        }
        return certificates;
    }

    /**
     * Every revocation list of a file, in PEM or one in DER as authorities publish them.
     *
     * @throws IOException if there is none, or one cannot be read
     */
    public static List<X509CRL> crls(Path file) throws IOException {
        try {
            List<X509CRL> crls = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCRLs(new ByteArrayInputStream(PemBlock.octets(file)))
                    .forEach(each -> crls.add((X509CRL) each));
            if (crls.isEmpty()) {
                throw new IOException(file + " has no revocation list");
            }
            return crls;
        } catch (CRLException | CertificateException e) {
            throw new IOException(file + " has no revocation list that can be read: " + e.getMessage(), e);
        }
    }

    /** Whether a failure of the platform is one of its configuration rather than of a file. */
    static IOException unreadable(Path file, String what, GeneralSecurityException cause) {
        return new IOException(file + ": " + what + ": " + cause.getMessage(), cause);
    }
}
