package org.sctpshim.examples.pki;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The authorities and certificates of two ends, alpha and beta, in files. Each end has the same kinds of certificate;
 * what an end calls itself is in each of them: {@code END.example}, {@code END@lab.example}, its address, and the
 * subject {@code O=Lab,CN=END.example}.
 *
 * <pre>
 * END-rsa END-p256 END-p384 END-ed25519   a key of that kind, issued by the root
 * END-below                               issued by an authority below the root, END-issuer
 * END-long                                RSA, two authorities with such keys below the long root
 * END-stranger                            issued by a root that nobody trusts
 * END-expired                             its time is over
 * END-revoked                             on the root's list of revoked certificates
 * END-asked                               revoked, and only the OCSP responder that it names tells
 * </pre>
 */
public final class LabPki {
    /** Protects the PKCS#12 files. */
    public static final String PASSWORD = "lab";

    /** Where the OCSP responder is. */
    public static final String OCSP_PORT = "2560";

    private final Path folder;
    private final List<String> made = new ArrayList<>();

    private LabPki(Path folder) {
        this.folder = folder;
    }

    /** Makes it all up; takes seconds in the lab. */
    public static LabPki in(Path folder) throws IOException {
        LabPki pki = new LabPki(folder);
        for (String each : List.of("x509", "x509ca", "x509crl", "private", "pkcs12", "chain", "ocsp")) {
            Files.createDirectories(folder.resolve(each));
        }
        Authority root = Authority.root("root", KeyKind.P256);
        Authority longRoot = Authority.root("long-root", KeyKind.P384);
        Authority stranger = Authority.root("stranger", KeyKind.P256);
        pki.trust(root.holder());
        pki.trust(longRoot.holder());
        List<X509Certificate> revoked = new ArrayList<>();
        List<X509Certificate> asked = new ArrayList<>();
        for (String end : List.of("alpha", "beta")) {
            pki.issue(root, end, "rsa", KeyKind.RSA_2048);
            pki.issue(root, end, "p256", KeyKind.P256);
            pki.issue(root, end, "p384", KeyKind.P384);
            pki.issue(root, end, "ed25519", KeyKind.ED25519);
            pki.issue(root.below(end + "-issuer", KeyKind.P384), end, "below", KeyKind.P256);
            Authority below = longRoot.below(end + "-long-1", KeyKind.RSA_2048_UPPER);
            pki.issue(below.below(end + "-long-2", KeyKind.RSA_2048_LOWER), end, "long", KeyKind.RSA_3072);
            pki.issue(stranger, end, "stranger", KeyKind.P256);
            pki.issueExpired(root, end);
            revoked.add(pki.issue(root, end, "revoked", KeyKind.P256));
            asked.add(pki.issueAsked(root, end));
        }
        Files.write(folder.resolve("x509crl/root.crl"), root.crl(revoked.toArray(X509Certificate[]::new)));
        pki.writeForOcsp(root, asked);
        return pki;
    }

    private X509Certificate issue(Authority authority, String end, String what, KeyKind kind) throws IOException {
        KeyPair keys = kind.pair();
        return write(authority, end, what, keys, described(end, keys));
    }

    private void issueExpired(Authority authority, String end) throws IOException {
        KeyPair keys = KeyKind.P256.pair();
        write(authority, end, "expired", keys, described(end, keys).expired());
    }

    private X509Certificate issueAsked(Authority authority, String end) throws IOException {
        KeyPair keys = KeyKind.P256.pair();
        return write(
                authority,
                end,
                "asked",
                keys,
                described(end, keys)
                        .ocspAt("http://" + address(end.equals("alpha") ? "beta" : "alpha") + ":" + OCSP_PORT));
    }

    private static Certificate described(String end, KeyPair keys) {
        return new Certificate("O=Lab,CN=" + end + ".example", keys.getPublic())
                .forSignatures()
                .names(
                        new GeneralName(GeneralName.dNSName, end + ".example"),
                        new GeneralName(GeneralName.rfc822Name, end + "@lab.example"),
                        new GeneralName(GeneralName.iPAddress, address(end)));
    }

    private static String address(String end) {
        return end.equals("alpha") ? "10.1.0.1" : "10.1.0.2";
    }

    private X509Certificate write(Authority authority, String end, String what, KeyPair keys, Certificate certificate)
            throws IOException {
        X509Certificate issued = authority.issue(certificate);
        Holder holder = new Holder(end + "-" + what, keys, authority.chain(issued));
        made.add(holder.name());
        List<X509Certificate> chain = holder.chain();
        Files.writeString(
                key(holder.name()), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        StringBuilder all = new StringBuilder();
        for (X509Certificate each : chain) {
            all.append(pem(each));
        }
        Files.writeString(chain(holder.name()), all);
        if (end.equals("beta")) {
            Files.copy(key(holder.name()), folder.resolve("private/" + holder.name() + ".pem"));
            Files.writeString(folder.resolve("x509/" + holder.name() + ".pem"), pem(issued));
            for (int i = 1; i < chain.size(); i++) {
                Files.writeString(folder.resolve("x509ca/" + holder.name() + "-" + i + ".pem"), pem(chain.get(i)));
            }
            writePkcs12(holder);
        }
        return issued;
    }

    private void writePkcs12(Holder holder) throws IOException {
        try (OutputStream out = Files.newOutputStream(pkcs12(holder.name()))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    holder.name(),
                    holder.keys().getPrivate(),
                    PASSWORD.toCharArray(),
                    holder.chain().toArray(X509Certificate[]::new));
            store.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void trust(Holder authority) throws IOException {
        Files.writeString(anchor(authority.name()), pem(authority.certificate()));
    }

    private void writeForOcsp(Authority root, List<X509Certificate> revoked) throws IOException {
        StringBuilder index = new StringBuilder();
        for (X509Certificate each : revoked) {
            index.append("R\t991231000000Z\t200101000000Z\t")
                    .append(each.getSerialNumber().toString(16).toUpperCase(Locale.ROOT))
                    .append("\tunknown\t/O=Lab/CN=asked\n");
        }
        Files.writeString(folder.resolve("ocsp/index.txt"), index);
        Files.writeString(
                folder.resolve("ocsp/root.key"),
                pem("PRIVATE KEY", root.holder().keys().getPrivate().getEncoded()));
    }

    /** The command of an OCSP responder. */
    public String[] ocspResponder() {
        return new String[] {
            "openssl",
            "ocsp",
            "-port",
            OCSP_PORT,
            "-ignore_err",
            "-text",
            "-index",
            folder.resolve("ocsp/index.txt").toString(),
            "-CA",
            anchor("root").toString(),
            "-rsigner",
            anchor("root").toString(),
            "-rkey",
            folder.resolve("ocsp/root.key").toString()
        };
    }

    /** Where it is; laid out as swanctl has it, with what beta has. */
    public Path folder() {
        return folder;
    }

    /** All certificates of beta. */
    public List<String> names() {
        return made.stream().filter(name -> name.startsWith("beta-")).toList();
    }

    /** A trusted root. */
    public Path anchor(String name) {
        return folder.resolve("x509ca/" + name + ".pem");
    }

    /** The root's list of revoked certificates. */
    public Path revocationList() {
        return folder.resolve("x509crl/root.crl");
    }

    /** A certificate and what leads from it to its root. */
    public Path chain(String name) {
        return folder.resolve("chain/" + name + ".pem");
    }

    /** The key of a certificate. */
    public Path key(String name) {
        return folder.resolve("chain/" + name + ".key");
    }

    /** A certificate with its key and what leads from it to its root. */
    public Path pkcs12(String name) {
        return folder.resolve("pkcs12/" + name + ".p12");
    }

    private static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
    }
}
