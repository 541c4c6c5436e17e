package org.sctpshim.shim.credentials;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.sctpshim.ike.auth.CertificateCredential;

/** Keys and certificates in PKCS#12 files (RFC 7292), as authorities hand them out. */
public final class Pkcs12File {
    private Pkcs12File() {}

    /**
     * The file's key, of which there must be one, with its chain.
     *
     * @param password wiped in any case
     * @throws IOException if the file cannot be read, the password is wrong, or there is not one key
     */
    public static CertificateCredential credential(Path file, char[] password) throws IOException {
        try {
            KeyStore store = store(file, password);
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw new IOException(file + " has " + keys.size() + " keys " + keys
                        + ", and exactly one is needed: export that one alone");
            }
            return credential(file, store, keys.get(0), password);
        } catch (GeneralSecurityException e) {
            throw PemFiles.unreadable(file, "its key cannot be read", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static CertificateCredential credential(Path file, KeyStore store, String alias, char[] password)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        Certificate[] stored = store.getCertificateChain(alias);
        for (Certificate each : stored == null ? new Certificate[0] : stored) {
            chain.add((X509Certificate) each);
        }
        try {
            return CertificateCredential.of((PrivateKey) store.getKey(alias, password), chain);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The file's certificates that belong to no key: trusted authorities.
     *
     * @param password wiped in any case
     * @throws IOException if the file cannot be read, the password is wrong, or there is none
     */
    public static List<X509Certificate> certificates(Path file, char[] password) throws IOException {
        try {
            KeyStore store = store(file, password);
            List<X509Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    certificates.add((X509Certificate) store.getCertificate(alias));
                }
            }
            if (certificates.isEmpty()) {
                throw new IOException(file + " has no trusted certificate: import it with"
                        + " \"keytool -importcert -storetype pkcs12\"");
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw PemFiles.unreadable(file, "its certificates cannot be read", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static KeyStore store(Path file, char[] password) throws IOException, GeneralSecurityException {
        byte[] octets = PemBlock.octets(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(octets), password);
            return store;
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be opened: is it PKCS#12, and is the password right? " + e.getMessage(), e);
        }
    }
}
